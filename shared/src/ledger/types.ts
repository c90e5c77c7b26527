import type { AreaMilli, Fen, Price10k } from "../kernel/money.ts";
import type { Instant } from "../kernel/time.ts";
import { collection, type Stored } from "../store/collection.ts";

/** 科目. Debits are positive, credits negative; the lines of an entry sum to zero. */
export type LedgerAccount =
  | "receivable" // 应收热费, by season
  | "revenue" // 热费收入, by season
  | "prepaid" // 预收, a liability
  | "money" // 实收资金, by method
  | "opening"; // 期初, the balancing side of balances taken over

export const PAYMENT_METHODS = ["cash", "card", "wechat", "alipay", "bank"] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

export interface Line {
  readonly account: LedgerAccount;
  readonly season?: string;
  readonly method?: PaymentMethod;
  readonly amountFen: Fen;
}

/** The quantities behind one charged amount, so that it can be explained in words. */
export interface ChargeBasis {
  readonly spaceId: string;
  readonly label: string;
  readonly areaMilli: AreaMilli;
  readonly price10k: Price10k;
  readonly priceClass: string;
  readonly amountFen: Fen;
}

/** 核销: what of a payment went where, in the order it was applied. */
export interface Allocation {
  readonly season: string;
  readonly amountFen: Fen;
}

export type EntryDetail =
  | {
      readonly kind: "opening";
      readonly balances: readonly { season: string; owedFen: Fen }[];
      readonly prepaidFen: Fen;
    }
  | {
      readonly kind: "charge";
      readonly season: string;
      readonly rule: string;
      readonly basis: readonly ChargeBasis[];
    }
  | {
      readonly kind: "payment";
      readonly method: PaymentMethod;
      readonly amountFen: Fen;
      readonly allocations: readonly Allocation[];
      readonly prepaidFen: Fen;
      readonly receiptNumber: string;
      readonly payer?: string;
    }
  /** Prepayment applied to a season's charge. */
  | { readonly kind: "applied"; readonly allocations: readonly Allocation[] }
  | {
      readonly kind: "reversal";
      readonly reverses: string;
      readonly of: "charge" | "payment" | "applied" | "opening";
    };

export type EntryKind = EntryDetail["kind"];

/** 分录: one fact in one household's stream. Never changed, never deleted; answered by another. */
export interface Entry extends Stored {
  readonly householdId: string;
  /** 1, 2, 3 … within the household. */
  readonly seq: number;
  /** Idempotency key, unique in the whole journal. */
  readonly key: string;
  readonly at: Instant;
  readonly lines: readonly Line[];
  readonly detail: EntryDetail;
  /** For a reversal, the entry it answers: unique, so nothing is reversed twice. */
  readonly reverses?: string;
  readonly actorId: string;
  readonly actorName: string;
  readonly origin: string;
  readonly reason?: string;
  readonly prevHash: string;
  /** SHA-256 over the canonical JSON of everything above, hex. */
  readonly hash: string;
}

export const entries = collection<Entry>("entries", {
  indexes: { byHousehold: ["householdId", "seq"], byTime: ["at"] },
  unique: {
    seq: ["householdId", "seq"],
    key: ["key"],
    reverses: ["reverses"],
  },
  appendOnly: true,
});

/** One season of an account, folded from the journal. */
export interface SeasonAccount {
  readonly season: string;
  readonly chargedFen: Fen;
  readonly paidFen: Fen;
  readonly owedFen: Fen;
  /** Taken over from the system before, without its basis. */
  readonly openingFen: Fen;
  readonly basis: readonly ChargeBasis[];
}

/** 账户: the fold of a household's journal, committed with each entry; its id is the household's. */
export interface LedgerAccountState extends Stored {
  readonly seq: number;
  readonly hash: string;
  readonly prepaidFen: Fen;
  readonly owedFen: Fen;
  readonly seasons: readonly SeasonAccount[];
}

export const accounts = collection<LedgerAccountState>("accounts");

/** What is owed, by season, and why: the one answer of every door. */
export interface Debt {
  readonly householdId: string;
  readonly asOf: Instant;
  readonly owedFen: Fen;
  readonly prepaidFen: Fen;
  readonly seasons: readonly SeasonAccount[];
  /** The explanation as a sentence of each language. */
  readonly sentence: { readonly zh: string; readonly en: string };
}
