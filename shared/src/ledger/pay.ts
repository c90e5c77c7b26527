import { ok, refuse, type Result } from "../kernel/result.ts";
import type { Fen } from "../kernel/money.ts";
import { allocate, spread, type AllocateCode } from "./allocate.ts";
import { posting } from "./lines.ts";
import type { Account, PaymentMethod, Posting } from "./model.ts";

export interface PaymentInput {
  readonly method: PaymentMethod;
  readonly amountFen: Fen;
  /** This season before all others; otherwise the oldest first. */
  readonly season?: string | undefined;
  readonly receiptNumber: string;
  readonly payer?: string | undefined;
  readonly hallId?: string | undefined;
}

/** 实收. Refusals as of `allocate`. */
export function pay(account: Account, input: PaymentInput): Result<Posting, AllocateCode> {
  const { method, amountFen, season, receiptNumber, payer, hallId } = input;
  const plan = allocate(account, amountFen, season);
  if (!plan.ok) return plan;
  const { allocations, prepaidFen } = plan.value;
  return ok(
    posting({
      kind: "payment",
      method,
      amountFen,
      allocations,
      prepaidFen,
      receiptNumber,
      ...(payer === undefined ? {} : { payer }),
      ...(hallId === undefined ? {} : { hallId }),
    }),
  );
}

export type ApplyCode = "nothing-prepaid" | "nothing-owed" | "season-not-owed";

/**
 * 预存冲抵: applies the prepayment as far as it goes, to the chosen season alone or to all that owe,
 * oldest first. Refusals, in this order: `nothing-prepaid`, `nothing-owed`, `season-not-owed`.
 */
export function applyPrepaid(account: Account, season?: string): Result<Posting, ApplyCode> {
  if (account.prepaidFen <= 0) return refuse("nothing-prepaid");
  if (account.owedFen <= 0) return refuse("nothing-owed");
  const seasons = account.seasons.filter((one) => season === undefined || one.season === season);
  const { allocations } = spread(seasons, account.prepaidFen);
  if (allocations.length === 0) return refuse("season-not-owed", { season: season ?? "" });
  return ok(posting({ kind: "applied", allocations }));
}
