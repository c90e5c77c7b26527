import type { Actor } from "../access/actor.ts";
import { permits } from "../access/permission.ts";
import type { Fen } from "../kernel/money.ts";
import { refuse, type Refusal } from "../kernel/result.ts";
import { cityDate, type CityDate, type Instant } from "../kernel/time.ts";
import { collection, type Stored } from "../store/collection.ts";
import type { PaymentMethod } from "./lines.ts";
import type { Office } from "./office.ts";
import { receiptSeriesId, type ChannelSerial, type ReceiptSeries } from "./payment.ts";
import { ledgerPermissions } from "./permissions.ts";

export const REFUND_STATES = [
  "due", // 待付款
  "paid", // 已退
  "returned", // 已退回
  "dropped", // 已取消
] as const;
export type RefundState = (typeof REFUND_STATES)[number];

interface Person {
  readonly id: string;
  readonly name: string;
}

/** 付款: how a refund went out. */
export interface Payout {
  /** 退费单号: `TF-XICHENG-2026-000012`, one series an office and year, without gaps. */
  readonly number: string;
  readonly entryId: string;
  readonly bookedOn: CityDate;
  readonly at: Instant;
  readonly by: Person;
  /** In whose books it is. */
  readonly office: Office;
  /** Of cash: the drawer that it came out of. */
  readonly shiftId?: string;
  /** What the bank, merchant or terminal calls it, where it told. */
  readonly channel?: ChannelSerial;
}

/**
 * 退费: what of a payment goes back, by one way; its id is that of the request by which it was
 * asked for. Approved it is due, and nothing is posted: whoever is at a till pays it out. It binds
 * no money meanwhile: what is charged first is paid first.
 */
export interface Refund extends Stored {
  readonly state: RefundState;
  readonly accountId: string;
  /** The payment that it is of, or the opening entry by which the money was taken over. */
  readonly lotId: string;
  readonly method: PaymentMethod;
  readonly amountFen: Fen;
  /** 收款人: who gets it, where that is not the holder. */
  readonly payee?: string;
  readonly reason: string;
  readonly asker: Person;
  /** Where it was asked for: there it waits to be paid out. */
  readonly office: Office;
  readonly approvedAt: Instant;
  readonly paid?: Payout;
  /** 退费退回: it did not arrive, or was made in error; the money is on account again. */
  readonly returned?: {
    readonly entryId: string;
    readonly at: Instant;
    readonly by: Person;
    readonly reason: string;
  };
  readonly dropped?: { readonly at: Instant; readonly by: Person; readonly reason: string };
}

export const refunds = collection<Refund>("refunds", {
  indexes: {
    byLot: ["lotId", "state"],
    byAccount: ["accountId", "approvedAt"],
    byOffice: ["state", "office", "approvedAt"],
    // Unique by its series, which is written with it.
    byNumber: ["paid.number"],
  },
  sparse: ["byNumber"],
});

/** 退费单号: its id is `TF-<code>-<year>`. */
export const refundSeries = collection<ReceiptSeries>("refundSeries", {
  indexes: { byLast: ["last"] },
});

/** The series of refunds of an office, beside that of its receipts. */
export function refundSeriesId(office: Office | undefined, bookedOn: CityDate): string {
  return `TF-${receiptSeriesId(office, bookedOn)}`;
}

/** Refusal: `refund-settled` (paid out, taken back or dropped already). Null: it waits. */
export function refuseSettled({ state }: Pick<Refund, "state">): Refusal<"refund-settled"> | null {
  return state === "due" ? null : refuse("refund-settled");
}

export type ReturnCode =
  | "refund-not-paid"
  | "already-reversed"
  | "not-own-refund"
  | "not-same-day"
  | "till-closed";

interface Returnable extends Pick<Refund, "state" | "method"> {
  readonly paid?: Pick<Payout, "by" | "bookedOn"> | undefined;
}

/**
 * Who may say that a refund came back: whoever paid it out, on the same day while the till is
 * open; later finance, but of cash nobody: cash that is brought back is a payment. Null: may.
 * Refusals, in this order: `already-reversed`, `refund-not-paid`, `not-own-refund`, `not-same-day`,
 * `till-closed`.
 */
export function refuseReturn(
  actor: Actor,
  { state, method, paid }: Returnable,
  { now, tillClosed }: { readonly now: Instant; readonly tillClosed: boolean },
): Refusal<ReturnCode> | null {
  if (state === "returned") return refuse("already-reversed");
  if (state !== "paid" || paid === undefined) return refuse("refund-not-paid");
  if (method !== "cash" && permits(actor, ledgerPermissions.reverse)) return null;
  if (paid.by.id !== actor.id) return refuse("not-own-refund");
  if (paid.bookedOn !== cityDate(now)) return refuse("not-same-day");
  return tillClosed ? refuse("till-closed") : null;
}
