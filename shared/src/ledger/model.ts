import type { AreaMilli, Fen, Price10k } from "../kernel/money.ts";
import type { Instant } from "../kernel/time.ts";
import { collection, type Body, type Stored } from "../store/collection.ts";

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

/**
 * The rule and its version by which an amount came about. A changed rule is a new version, as what
 * was charged by the old one must stay explainable.
 */
export type ChargeRule = "area@1";

/** One space charged by its area. */
export interface AreaBasis {
  readonly kind: "area";
  readonly spaceId: string;
  readonly label: string;
  readonly areaMilli: AreaMilli;
  readonly price10k: Price10k;
  readonly priceClass: string;
  readonly amountFen: Fen;
}

/**
 * The quantities behind one charged amount, so that it can be explained in description. Stop,
 * restore, late fee, metered heat and relief become further kinds of it.
 */
export type ChargeBasis = AreaBasis;

/** 核销: what of a payment went where, in the order it was applied. */
export interface Allocation {
  readonly season: string;
  readonly amountFen: Fen;
}

export type EntryDetail =
  | {
      readonly kind: "opening";
      readonly balances: readonly OpeningBalance[];
      readonly prepaidFen: Fen;
    }
  | {
      readonly kind: "charge";
      readonly season: string;
      readonly rule: ChargeRule;
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
      /** The hall in which it was taken. */
      readonly hallId?: string;
    }
  /** Prepayment applied to seasons that owe. */
  | { readonly kind: "applied"; readonly allocations: readonly Allocation[] }
  | {
      readonly kind: "reversal";
      readonly reverses: string;
      readonly of: ReversibleKind;
    }
  /**
   * 轧平: what a reversal left over is moved between prepayment and seasons, see settle.ts.
   * Positive goes from prepayment to the season, negative comes back.
   */
  | { readonly kind: "settled"; readonly because: string; readonly moves: readonly Allocation[] };

export type EntryKind = EntryDetail["kind"];
export type ReversibleKind = "opening" | "charge" | "payment" | "applied";

/** What a season still owed when it was taken over from the system before. */
export interface OpeningBalance {
  readonly season: string;
  readonly owedFen: Fen;
}

/** What a rule decided: the lines, which sum to zero, and why. */
export interface Posting {
  readonly lines: readonly Line[];
  readonly detail: EntryDetail;
}

/** 分录: one fact in one household's stream. Never changed, never deleted; answered by another. */
export interface Entry extends Stored {
  readonly householdId: string;
  /** 1, 2, 3 … within the household. */
  readonly seq: number;
  /** Idempotency key, unique in the whole journal. */
  readonly key: string;
  /** SHA-256 of what was asked for with that key: the same key with other content is refused. */
  readonly content: string;
  readonly at: Instant;
  readonly lines: readonly Line[];
  readonly detail: EntryDetail;
  /** For a reversal, the entry it answers: unique, so nothing is reversed twice. */
  readonly reverses?: string;
  readonly actorId: string;
  readonly actorName: string;
  readonly origin: string;
  readonly reason?: string;
  /** The hash of the entry before in this household's stream; empty for the first. */
  readonly prevHash: string;
  /** SHA-256 over the canonical JSON of everything above, hex; see chain.ts. */
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

/** A basis as the account keeps it: with the entry that charged it. */
export type ChargedBasis = ChargeBasis & { readonly entryId: string; readonly rule: ChargeRule };

/** Money that came to a season, or left it again (negative). */
export interface SeasonPayment {
  readonly entryId: string;
  readonly at: Instant;
  readonly kind: "payment" | "applied" | "settled";
  readonly amountFen: Fen;
  readonly receiptNumber?: string;
}

/** One season of an account, folded from the journal. owed = opening + charged − paid. */
export interface SeasonAccount {
  readonly season: string;
  readonly chargedFen: Fen;
  readonly paidFen: Fen;
  readonly owedFen: Fen;
  /** Taken over from the system before, without its basis. */
  readonly openingFen: Fen;
  readonly basis: readonly ChargedBasis[];
  /** The newest, oldest first; what `paidFen` holds beyond them was paid earlier. */
  readonly payments: readonly SeasonPayment[];
}

/** 账户: the fold of a household's journal, committed with each entry; its id is the household's. */
export interface LedgerAccountState extends Stored {
  readonly seq: number;
  readonly hash: string;
  readonly prepaidFen: Fen;
  readonly owedFen: Fen;
  /** Oldest first; a season in which nothing ever stayed is left out. */
  readonly seasons: readonly SeasonAccount[];
  /** The opening entry that holds, if any. */
  readonly openingId?: string;
}

export const accounts = collection<LedgerAccountState>("accounts");

/** An account as the rules see it. */
export type Account = Body<LedgerAccountState>;

/** 票据号: one series a hall and year, without gaps; its id is `<code>-<year>`. */
export interface ReceiptSeries extends Stored {
  readonly last: number;
}

export const receiptSeries = collection<ReceiptSeries>("receiptSeries");

/** What is owed, by season, and why: the one answer of every door. */
export interface Debt {
  readonly householdId: string;
  readonly asOf: Instant;
  /** The account's entry count: handed back with a payment, it says what the payer was shown. */
  readonly seq: number;
  readonly owedFen: Fen;
  readonly prepaidFen: Fen;
  readonly seasons: readonly SeasonAccount[];
  /** The explanation as a sentence of each language. */
  readonly sentence: { readonly zh: string; readonly en: string };
}
