import { formatYuan, negateFen } from "../../kernel/money.ts";
import { ok, refuse, type Result } from "../../kernel/result.ts";
import { freePaysOpen, moveLines, type Allocation, type Link } from "../allocate.ts";
import type { Line } from "../lines.ts";
import { applyLines, copyOf, openItems, type Position } from "../position.ts";
import { WRITE_OFF_GROUNDS, type WriteOffGround } from "../write-off-ground.ts";
import { onlyMoved, sameLines, unlinked } from "./checks.ts";
import { joined } from "./explain.ts";
import { entryKind, type EntryOf, type Posting } from "./kind.ts";

/** 坏账核销: what cannot be collected is no longer counted as owed. It is not forgiven by that. */
export interface WriteOffDetail {
  readonly kind: "writeOff";
  readonly ground: WriteOffGround;
}

export interface WriteOffInput {
  /** Each once. */
  readonly seasons: readonly string[];
  readonly ground: WriteOffGround;
}

export type WriteOffCode = "season-not-owed";

interface WriteOffFacts {
  readonly parts: readonly Allocation[];
  /** What was on account beside open items pays first. */
  readonly used: readonly Link[];
}

/**
 * All that is open in the chosen seasons, late fees included, goes from receivable to bad debt;
 * what is free pays before that. Refusal: `season-not-owed` (nothing is open in one of them).
 */
function decide(
  position: Position,
  { seasons, ground }: WriteOffInput,
): Result<Posting<WriteOffDetail>, WriteOffCode> {
  const used = freePaysOpen(position);
  const after = copyOf(position);
  applyLines(after, moveLines(used), { sum: null });
  const items = openItems(after).filter(({ season }) => seasons.includes(season));
  const paid = seasons.find((one) => items.every(({ season }) => season !== one));
  if (paid !== undefined) return refuse("season-not-owed", { season: paid });
  const parts = items.map(({ itemId, season, fee, openFen }) => {
    return { itemId, season, fee, amountFen: openFen };
  });
  return ok({ lines: lines({ parts, used }), detail: { kind: "writeOff", ground } });
}

function lines({ parts, used }: WriteOffFacts): Line[] {
  return [...moveLines(used), ...badDebtLines(parts)];
}

/** From receivable to bad debt; their negatives put it back. */
export function badDebtLines(parts: readonly Allocation[]): Line[] {
  return parts.flatMap(({ itemId, season, fee, amountFen }): Line[] => [
    { account: "bad-debt", amountFen, season, fee },
    { account: "receivable", amountFen: negateFen(amountFen), season, fee, itemId },
  ]);
}

/** What of which item such lines write off, below zero: put back. */
export function writtenOffBy(all: readonly Line[]): Allocation[] {
  return unlinked(all).flatMap(({ account, itemId, season, fee, amountFen }) =>
    account === "receivable" && itemId && season && fee
      ? [{ itemId, season, fee, amountFen: negateFen(amountFen) }]
      : [],
  );
}

/** Items as a whole: of none that it names anything is open after it. */
function check(after: Position, { lines: all, detail }: EntryOf<WriteOffDetail>): boolean {
  const parts = writtenOffBy(all);
  return (
    parts.length > 0 &&
    parts.every(({ itemId, amountFen }) => {
      return amountFen > 0 && after.items.get(itemId)?.openFen === 0;
    }) &&
    WRITE_OFF_GROUNDS.includes(detail.ground) &&
    sameLines(unlinked(all), lines({ parts, used: [] })) &&
    onlyMoved(all)
  );
}

export const writeOff = entryKind({
  decide,
  lines,
  fold(position, { lines: all }: EntryOf<WriteOffDetail>) {
    applyLines(position, all, { sum: "writtenOffFen" });
  },
  check,
  explain({ lines: all, detail: { ground } }, format) {
    const parts = writtenOffBy(all).map(({ season, fee, amountFen }) =>
      format("entry.part", {
        season,
        fee: format(`ledger.fee.${fee}`),
        amount: formatYuan(amountFen),
      }),
    );
    const why = format(`ledger.write-off-ground.${ground}`);
    return format("entry.written-off", { why, parts: joined(parts, format) });
  },
  reversible: true,
});
