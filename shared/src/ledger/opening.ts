import { ok, refuse, type Result } from "../kernel/result.ts";
import type { Fen } from "../kernel/money.ts";
import { seasonOf } from "./account.ts";
import { AMOUNT_MAX_FEN } from "./allocate.ts";
import { posting } from "./lines.ts";
import type { Account, OpeningBalance, Posting } from "./model.ts";

export interface OpeningInput {
  readonly balances: readonly OpeningBalance[];
  readonly prepaidFen: Fen;
}

export type OpeningCode =
  | "already-opened"
  | "bad-amount"
  | "season-twice"
  | "season-charged"
  | "nothing-to-open";

/**
 * 期初: balances taken over from the system before, once. Seasons that owe nothing are left out.
 * Refusals, in this order: `already-opened` (reverse that opening first); `bad-amount` (negative,
 * no integer, or over the limit); `season-twice`; `season-charged` (the journal itself charged that
 * season); `nothing-to-open`.
 */
export function openingBalance(
  account: Account,
  { balances, prepaidFen }: OpeningInput,
): Result<Posting, OpeningCode> {
  if (account.openingId !== undefined) return refuse("already-opened");
  const amounts = [prepaidFen, ...balances.map(({ owedFen }) => owedFen)];
  const sound = (amount: Fen) =>
    Number.isSafeInteger(amount) && amount >= 0 && amount <= AMOUNT_MAX_FEN;
  if (!amounts.every(sound)) return refuse("bad-amount");
  if (new Set(balances.map(({ season }) => season)).size < balances.length) {
    return refuse("season-twice");
  }
  const charged = balances.find(({ season }) => seasonOf(account, season).chargedFen !== 0);
  if (charged !== undefined) return refuse("season-charged", { season: charged.season });
  const owing = balances
    .filter(({ owedFen }) => owedFen > 0)
    .toSorted((left, right) => (left.season < right.season ? -1 : 1));
  if (owing.length === 0 && prepaidFen === 0) return refuse("nothing-to-open");
  return ok(posting({ kind: "opening", balances: owing, prepaidFen }));
}
