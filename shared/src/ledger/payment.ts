import type { Fen } from "../kernel/money.ts";
import type { CityDate } from "../kernel/time.ts";
import { collection, type Stored } from "../store/collection.ts";
import type { PaymentChannel } from "./lines.ts";
import type { TakenTender } from "./tenders.ts";

/** 渠道流水号: what whoever took the money calls it, unique at that merchant. */
export interface ChannelSerial {
  /** 商户、银行或 POS 终端: whose serials they are. */
  readonly merchant: string;
  readonly serial: string;
}

/** 渠道: by which door it came, and under which serial, where that door has them. */
export type Channel = { readonly kind: PaymentChannel } & Partial<
  ChannelSerial & {
    /** 1; after a void the same slip may be taken again, as 2. */
    readonly take: number;
  }
>;

/** What of a payment is for one account. */
export interface PaymentPart {
  readonly accountId: string;
  readonly entryId: string;
  readonly amountFen: Fen;
  /** Where the payer chose it: this season before all others. */
  readonly season?: string;
  /** 坏账收回: what was written off before all that is open. */
  readonly writtenOff?: boolean;
}

/**
 * 缴费: money taken at once, however many accounts it is for; its id is the number of its receipt
 * (`XICHENG-2026-000123`), so a receipt is found by what is printed on it. Committed with an entry
 * for each account.
 */
export interface Payment extends Stored {
  readonly bookedOn: CityDate;
  readonly tenders: readonly TakenTender[];
  readonly channel: Channel;
  /** Who paid, where that is not the holder. */
  readonly payer?: string;
  /** 起息日: the bank's day, where it was stated. */
  readonly effectiveOn?: CityDate;
  /** The hall or branch in which it was taken; left out: by the city itself. */
  readonly officeId?: string;
  readonly takenBy: string;
  /** The cashier's open shift; cash is in no other drawer. */
  readonly shiftId?: string;
  readonly parts: readonly PaymentPart[];
  readonly auditId?: string;
}

export const payments = collection<Payment>("payments", {
  // A bank's, WeChat's or card terminal's retry is the same payment, whoever sends it.
  unique: { serial: ["channel.kind", "channel.merchant", "channel.serial", "channel.take"] },
  appendOnly: true,
  stamp: "id",
});

/** 票据号: one series an office and year, without gaps; its id is `<code>-<year>`. */
export interface ReceiptSeries extends Stored {
  readonly last: number;
}

export const receiptSeries = collection<ReceiptSeries>("receiptSeries", {
  indexes: { byLast: ["last"] },
});

const DIGITS = 6;

/** The series of receipts of a hall, a branch or (undefined) the city, by day of the books. */
export function receiptSeriesId(officeId: string | undefined, bookedOn: CityDate): string {
  const code = (officeId ?? "city").replace(/^hall-/, "").toUpperCase();
  return `${code}-${bookedOn.slice(0, 4)}`;
}

/** `XICHENG-2026-000123`. */
export function receiptNumber(seriesId: string, sequence: number): string {
  return `${seriesId}-${String(sequence).padStart(DIGITS, "0")}`;
}
