import { unreachable } from "../kernel/assert.ts";
import type { Allocation, EntryDetail, Line, Posting } from "./model.ts";

/** A detail that says by itself what its lines are: all but a reversal. */
export type OwnDetail = Exclude<EntryDetail, { kind: "reversal" }>;

export function posting(detail: OwnDetail): Posting {
  return { lines: linesOf(detail), detail };
}

/** detail → lines: a header is the sum of its parts; `verify` asks the same question again. */
export function linesOf(detail: OwnDetail): Line[] {
  switch (detail.kind) {
    case "charge": {
      const { season } = detail;
      const amountFen = sumFen(detail.basis);
      return [
        { account: "receivable", season, amountFen },
        { account: "revenue", season, amountFen: -amountFen },
      ];
    }
    case "payment": {
      const { method, amountFen, allocations, prepaidFen } = detail;
      const money: Line = { account: "money", method, amountFen };
      return [money, ...creditSeasons(allocations), ...prepaidLines(-prepaidFen)];
    }
    case "applied":
      return moveLines(detail.allocations);
    case "settled":
      return moveLines(detail.moves);
    case "opening":
      return openingLines(detail);
    default:
      return unreachable(detail);
  }
}

export function sumFen(parts: readonly { readonly amountFen: number }[]): number {
  return parts.reduce((sum, { amountFen }) => sum + amountFen, 0);
}

/** Prepayment to seasons (positive) or back (negative). */
function moveLines(moves: readonly Allocation[]): Line[] {
  return [...prepaidLines(sumFen(moves)), ...creditSeasons(moves)];
}

function creditSeasons(allocations: readonly Allocation[]): Line[] {
  return allocations.map(({ season, amountFen }) => ({
    account: "receivable",
    season,
    amountFen: -amountFen,
  }));
}

function prepaidLines(amountFen: number): Line[] {
  return amountFen === 0 ? [] : [{ account: "prepaid", amountFen }];
}

function openingLines({ balances, prepaidFen }: Extract<OwnDetail, { kind: "opening" }>): Line[] {
  const owing = balances.flatMap(({ season, owedFen }): Line[] => [
    { account: "receivable", season, amountFen: owedFen },
    { account: "opening", season, amountFen: -owedFen },
  ]);
  if (prepaidFen === 0) return owing;
  return [...owing, ...prepaidLines(-prepaidFen), { account: "opening", amountFen: prepaidFen }];
}
