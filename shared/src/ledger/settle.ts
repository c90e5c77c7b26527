import { assert } from "../kernel/assert.ts";
import { posting } from "./lines.ts";
import type { Account, Allocation, Posting } from "./model.ts";

/**
 * What a reversal leaves over. Reversals are exact negatives and may come in any order, so one may
 * leave a season overpaid (its charge is gone), paid less than nothing (the payment is gone, its
 * money long moved on) or the prepayment overdrawn (it was applied since). The money itself adds
 * up always; only its place has to be put right, by an entry of its own in the same commit:
 * 1. what a season was paid beyond what it is due goes to prepayment;
 * 2. what it was paid less than nothing comes from prepayment;
 * 3. an overdrawn prepayment is taken back from what seasons were paid, the newest first.
 * What is owed and prepaid in all is then as if the reversed entry had never been.
 * Null: nothing is left over.
 */
export function settle(account: Account, because: string): Posting | null {
  let prepaidFen = account.prepaidFen;
  const moves = new Map<string, number>();
  const paid = new Map<string, number>();
  for (const { season, chargedFen, openingFen, paidFen } of account.seasons) {
    const fitting = Math.max(0, Math.min(paidFen, chargedFen + openingFen));
    if (fitting !== paidFen) moves.set(season, fitting - paidFen);
    prepaidFen -= fitting - paidFen;
    paid.set(season, fitting);
  }
  for (const { season } of account.seasons.toReversed()) {
    const back = Math.min(paid.get(season)!, Math.max(0, -prepaidFen));
    if (back === 0) continue;
    moves.set(season, (moves.get(season) ?? 0) - back);
    prepaidFen += back;
  }
  assert(prepaidFen >= 0, `account ${account.id}: no more is taken back than was paid`);
  const moved = [...moves]
    .filter(([, amountFen]) => amountFen !== 0)
    .map(([season, amountFen]): Allocation => ({ season, amountFen }));
  if (moved.length === 0) return null;
  return posting({ kind: "settled", because, moves: moved });
}
