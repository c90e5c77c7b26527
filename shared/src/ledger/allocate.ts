import { ok, refuse, type Result } from "../kernel/result.ts";
import type { Fen } from "../kernel/money.ts";
import type { Account, Allocation, SeasonAccount } from "./model.ts";

/** Ten million yuan: more than any household or factory pays at once, so a slip of the keyboard. */
export const AMOUNT_MAX_FEN = 1_000_000_000;

/** Where an amount goes: shown before paying, and part of the entry afterwards. */
export interface AllocationPlan {
  readonly allocations: readonly Allocation[];
  /** What is left over becomes prepayment. */
  readonly prepaidFen: Fen;
}

export type AllocateCode = "bad-amount" | "season-not-owed";

/**
 * The oldest season first, or the chosen one before all others; what is left is prepayment.
 * Refusals, in this order: `bad-amount` (not an integer of 1 fen or more, or over the limit);
 * `season-not-owed` (the chosen season owes nothing).
 */
export function allocate(
  account: Account,
  amountFen: Fen,
  chosenSeason?: string,
): Result<AllocationPlan, AllocateCode> {
  if (!isAmount(amountFen)) return refuse("bad-amount");
  const owing = account.seasons.filter(({ owedFen }) => owedFen > 0);
  const chosen = owing.filter(({ season }) => season === chosenSeason);
  if (chosenSeason !== undefined && chosen.length === 0) {
    return refuse("season-not-owed", { season: chosenSeason });
  }
  return ok(spread([...chosen, ...owing.filter((one) => !chosen.includes(one))], amountFen));
}

/** An amount over seasons in the order given, each up to what it owes. */
export function spread(seasons: readonly SeasonAccount[], amountFen: Fen): AllocationPlan {
  const allocations: Allocation[] = [];
  let left = amountFen;
  for (const { season, owedFen } of seasons) {
    const part = Math.min(left, owedFen);
    if (part > 0) allocations.push({ season, amountFen: part });
    left -= part;
  }
  return { allocations, prepaidFen: left };
}

export function isAmount(amountFen: Fen): boolean {
  return Number.isSafeInteger(amountFen) && amountFen > 0 && amountFen <= AMOUNT_MAX_FEN;
}
