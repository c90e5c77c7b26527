import type { AuditStamp } from "../../kernel/audit-stamp.ts";
import type { AreaMilli } from "../../kernel/area.ts";
import type { Fen } from "../../kernel/money.ts";
import type { Price10k } from "../../kernel/price.ts";
import type { Instant } from "../../kernel/time.ts";
import type { PaymentMethod } from "../lines.ts";

/**
 * The ledger as it was stored before open items (up to commit 2811743): household × season × one
 * amount. Only an upgrade reads it.
 */
export interface FormerLine {
  readonly account: "receivable" | "revenue" | "prepaid" | "money" | "opening";
  readonly season?: string;
  readonly method?: PaymentMethod;
  readonly amountFen: Fen;
}

export interface FormerAllocation {
  readonly season: string;
  readonly amountFen: Fen;
}

export interface FormerBasis {
  readonly spaceId: string;
  readonly label: string;
  readonly areaMilli: AreaMilli;
  readonly price10k: Price10k;
  readonly priceClass: string;
  readonly amountFen: Fen;
}

export type FormerDetail =
  | {
      readonly kind: "opening";
      readonly balances: readonly { readonly season: string; readonly owedFen: Fen }[];
      readonly prepaidFen: Fen;
    }
  | { readonly kind: "charge"; readonly season: string; readonly basis: readonly FormerBasis[] }
  | {
      readonly kind: "payment";
      readonly method: PaymentMethod;
      readonly amountFen: Fen;
      readonly allocations: readonly FormerAllocation[];
      readonly prepaidFen: Fen;
      readonly receiptNumber: string;
      readonly payer?: string;
      readonly hallId?: string;
    }
  | { readonly kind: "applied"; readonly allocations: readonly FormerAllocation[] }
  | {
      readonly kind: "reversal";
      readonly reverses: string;
      readonly of: "opening" | "charge" | "payment" | "applied";
    }
  | {
      readonly kind: "settled";
      readonly because: string;
      readonly moves: readonly FormerAllocation[];
    };

export interface FormerEntry {
  readonly id: string;
  readonly householdId: string;
  readonly seq: number;
  readonly at: Instant;
  readonly lines: readonly FormerLine[];
  readonly detail: FormerDetail;
  readonly actorId: string;
  readonly hash: string;
  readonly by?: AuditStamp;
}

export interface FormerAccount {
  readonly id: string;
  readonly seq: number;
  readonly hash: string;
  readonly prepaidFen: Fen;
  readonly owedFen: Fen;
  readonly seasons: readonly {
    readonly season: string;
    readonly chargedFen: Fen;
    readonly paidFen: Fen;
    readonly owedFen: Fen;
    readonly openingFen: Fen;
  }[];
  readonly by?: AuditStamp;
}
