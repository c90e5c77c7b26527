import { negateFen, subtractFen, totalFen, type Fen } from "../kernel/money.ts";
import { daysInclusive, type CityDate } from "../kernel/time.ts";
import { accountIdOf, type Entry } from "../ledger/entry.ts";
import { householdIdOf } from "../ledger/holder-account.ts";
import { refundedBy } from "../ledger/kinds/refund.ts";
import type { PaymentMethod } from "../ledger/lines.ts";
import { placeParts, UNKNOWN_PART, type PlaceParts } from "./moves.ts";
import type { TakingSources } from "./takings.ts";

/** 退费明细: what one entry paid out of one payment, or that it came back. */
export interface PaidOut {
  /** The commit that brought the entry. */
  readonly position: number;
  readonly day: CityDate;
  readonly householdId: string;
  /** Where the account was when it was booked. */
  readonly place: PlaceParts;
  readonly refundId: string;
  /** The payment that it is of, or the opening by which the money was taken over. */
  readonly lotId: string;
  readonly method: PaymentMethod;
  /** By which door the money had come. */
  readonly channel: string;
  /** As whoever asked wrote it. */
  readonly reason: string;
  readonly kind: PaidOutKind;
  readonly amountFen: Fen;
  /** From the day on which it was asked for; of what came back, and where nobody knows: zero. */
  readonly days: number;
}

export type PaidOutKind = "paid" | "returned";

/** Null where nothing goes back to anybody. */
export function paidOutBy(entry: Entry, position: number, sources: TakingSources): PaidOut | null {
  const accountId = accountIdOf(entry.streamId);
  const { refundId, bookedOn: day } = entry;
  const refunded = refundId === undefined ? null : refundedBy(entry.lines);
  if (accountId === null || refundId === undefined || refunded === null) return null;
  const { lotId, method, amountFen } = refunded;
  const isPaid = amountFen > 0;
  const { reason = UNKNOWN_PART, askedOn = day } = sources.refund(refundId) ?? {};
  return {
    position,
    day,
    householdId: householdIdOf(accountId),
    place: placeParts(entry.place),
    refundId,
    lotId,
    method,
    channel: sources.payment(lotId)?.channel ?? UNKNOWN_PART,
    reason,
    kind: isPaid ? "paid" : "returned",
    amountFen: isPaid ? amountFen : negateFen(amountFen),
    days: isPaid ? daysInclusive(askedOn, day) - 1 : 0,
  };
}

/** 退费统计: of what was paid out within some days, in fen. */
export interface RefundSums {
  /** 笔数: paid out. */
  readonly count: number;
  readonly paidFen: Fen;
  /** From asking to paying, all of them together, and the longest. */
  readonly days: number;
  readonly longestDays: number;
  /** 退回: came back, or was made in error. */
  readonly returned: number;
  readonly returnedFen: Fen;
}

export interface RefundGround extends RefundSums {
  readonly reason: string;
  readonly method: PaymentMethod;
  readonly channel: string;
}

export type RefundRow = RefundSums & { readonly id: string };

export function totalRefunds(rows: readonly RefundSums[]): RefundSums {
  const sum = (of: "count" | "days" | "returned") => rows.reduce((all, row) => all + row[of], 0);
  return {
    count: sum("count"),
    paidFen: totalFen(rows.map(({ paidFen }) => paidFen)),
    days: sum("days"),
    longestDays: Math.max(0, ...rows.map(({ longestDays }) => longestDays)),
    returned: sum("returned"),
    returnedFen: totalFen(rows.map(({ returnedFen }) => returnedFen)),
  };
}

/** Of what was paid out what did not come back. */
export function goneFen({ paidFen, returnedFen }: RefundSums): Fen {
  return subtractFen(paidFen, returnedFen);
}

/** 平均天数, in tenths of a day, half up; null: nothing was paid out. */
export function averageDays({ days, count }: RefundSums): string | null {
  if (count === 0) return null;
  const tenths = Math.floor((20 * days + count) / (2 * count));
  return `${Math.floor(tenths / 10)}.${tenths % 10}`;
}
