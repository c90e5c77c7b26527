import { ok, refuse, type Result } from "../../kernel/result.ts";
import { formatYuan, negateFen, subtractFen, type Fen } from "../../kernel/money.ts";
import type { Line } from "../lines.ts";
import type { Position } from "../position.ts";
import { sameLines } from "./checks.ts";
import { entryKind, type EntryOf, type Posting } from "./kind.ts";

/**
 * 长短款: what a till has more, or less, than its entries say, in the suspense stream of its office.
 * The drawer is then right again; where the money came from or went to is still to be found.
 */
export interface TillDifferenceDetail {
  readonly kind: "tillDifference";
  readonly expectedFen: Fen;
  readonly countedFen: Fen;
}

type Counted = Omit<TillDifferenceDetail, "kind">;

/** Refusal: `no-difference`. */
function decide(
  _: Position,
  { expectedFen, countedFen }: Counted,
): Result<Posting<TillDifferenceDetail>, "no-difference"> {
  if (expectedFen === countedFen) return refuse("no-difference");
  const detail = { kind: "tillDifference" as const, expectedFen, countedFen };
  return ok({ lines: lines(detail), detail });
}

function lines({ expectedFen, countedFen }: Counted): Line[] {
  const amountFen = subtractFen(countedFen, expectedFen);
  return [
    { account: "money", amountFen, method: "cash" },
    { account: "suspense", amountFen: negateFen(amountFen) },
  ];
}

export const tillDifference = entryKind({
  decide,
  lines,
  // Nobody owes it and nobody has it on account: the stream of an office holds no items.
  fold: () => undefined,
  check: (_, { lines: all, detail }: EntryOf<TillDifferenceDetail>) =>
    detail.expectedFen !== detail.countedFen && sameLines(all, lines(detail)),
  explain: ({ detail: { expectedFen, countedFen } }, format) =>
    format("entry.till-difference", {
      expected: formatYuan(expectedFen),
      counted: formatYuan(countedFen),
    }),
  reversible: true,
});
