import { negateFen, totalFen, type Fen } from "../kernel/money.ts";
import type { CityDate } from "../kernel/time.ts";
import type { Entry } from "../ledger/entry.ts";
import { sumFen } from "../ledger/lines.ts";
import { CITY_OFFICE } from "../ledger/office.ts";
import { basisPoints, type Rate } from "./collection.ts";
import { UNKNOWN_PART } from "./moves.ts";
import type { TakingSources } from "./takings.ts";

/** 作废明细: of one payment what one entry takes back, in whose books, and how late. */
export interface Undone {
  /** The commit that brought the entry. */
  readonly position: number;
  readonly day: CityDate;
  readonly office: string;
  /** Who had taken it. */
  readonly cashierId: string;
  /** 作废 on its own day at its till, 冲正 later. */
  readonly kind: UndoneKind;
  /** The number of its receipt. */
  readonly paymentId: string;
  readonly amountFen: Fen;
  /** Whole minutes after it was taken. */
  readonly minutes: number;
}

export type UndoneKind = "void" | "reversal";

const MINUTE_MS = 60_000;

/** Null where no payment's money is taken back. */
export function undoneBy(entry: Entry, position: number, sources: TakingSources): Undone | null {
  const { bookedOn: day, office = CITY_OFFICE, detail, reverses = "", lines } = entry;
  if (detail.kind !== "void" && detail.kind !== "reversal") return null;
  const taken = sources.entry(reverses);
  const money = lines.filter(({ account }) => account === "money");
  if (taken?.detail.kind !== "payment" || money.length === 0) return null;
  const { paymentId = "" } = taken;
  const { cashierId = UNKNOWN_PART } = sources.payment(paymentId) ?? {};
  const minutes = Math.floor((entry.at - taken.at) / MINUTE_MS);
  const amountFen = negateFen(sumFen(money));
  return { position, day, office, cashierId, kind: detail.kind, paymentId, amountFen, minutes };
}

/** 作废冲正监控的一行: what a cashier took in a month, and what of that office's was taken back. */
export interface VoidSums {
  /** `2025-11`. */
  readonly month: string;
  readonly office: string;
  readonly cashierId: string;
  /** 笔数: receipts that were taken back, each once. */
  readonly count: number;
  /** In fen. */
  readonly voidedFen: Fen;
  readonly takenFen: Fen;
  /** Whole minutes after the receipt: of the one in the middle, and of the latest; null: none. */
  readonly middleMinutes: number | null;
  readonly latestMinutes: number | null;
}

/** Of what was taken: both in the month, so that it can be above 100 %. */
export function voidedShare({
  voidedFen,
  takenFen,
}: Pick<VoidSums, "voidedFen" | "takenFen">): Rate {
  return { numerator: voidedFen, denominator: takenFen };
}

/**
 * 异常规则: at least so many receipts, and more than so many times the share of the cashier in the
 * middle of the same office and month. Our own rule: the field names none (billing.md §3).
 */
export const OUTLIER = { atLeast: 3, times: 2 } as const;

/** Which rows are to be looked at. Who took nothing at all and took some back counts as most. */
export function outliers<R extends VoidSums>(rows: readonly R[]): ReadonlySet<R> {
  const found = new Set<R>();
  for (const peers of Map.groupBy(rows, ({ month, office }) => `${month} ${office}`).values()) {
    const most = OUTLIER.times * middle(peers.map(pointsOf));
    for (const row of peers) {
      if (row.count >= OUTLIER.atLeast && pointsOf(row) > most) found.add(row);
    }
  }
  return found;
}

function pointsOf(row: VoidSums): number {
  if (row.voidedFen === 0) return 0;
  return basisPoints(voidedShare(row)) ?? Number.POSITIVE_INFINITY;
}

/** The lower of two in the middle. */
function middle(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

/** All rows together; receipts are counted by who took them, so that their numbers add up. */
export function totalVoids(rows: readonly VoidSums[]) {
  return {
    count: rows.reduce((sum, { count }) => sum + count, 0),
    voidedFen: totalFen(rows.map(({ voidedFen }) => voidedFen)),
    takenFen: totalFen(rows.map(({ takenFen }) => takenFen)),
  };
}
