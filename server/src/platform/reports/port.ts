import type { Fen } from "@warmline/shared/kernel/money.ts";
import type { AreaSums } from "@warmline/shared/reports/area-statement.ts";
import type { AreaMove, Areas } from "@warmline/shared/reports/areas.ts";
import type { ArrearsCell } from "@warmline/shared/reports/arrears.ts";
import type { CityDate } from "@warmline/shared/kernel/time.ts";
import type { FeeId } from "@warmline/shared/ledger/fees.ts";
import type { Summary, SummaryRow } from "@warmline/shared/reports/collection.ts";
import type { Move } from "@warmline/shared/reports/moves.ts";
import type { DebtRow } from "@warmline/shared/reports/old-debt.ts";
import type { PrepaidMove, PrepaidRow } from "@warmline/shared/reports/prepayments.ts";
import type { Earned } from "@warmline/shared/reports/earned.ts";
import type { RevenueCell, RevenueMonth, SeasonDays } from "@warmline/shared/reports/revenue.ts";
import type { NodePath } from "@warmline/shared/reports/node.ts";
import type { PaidOut, RefundGround, RefundRow } from "@warmline/shared/reports/payouts.ts";
import type { Claimed, Relieved, ReliefRow } from "@warmline/shared/reports/reliefs.ts";
import type { Taking, TakingRow } from "@warmline/shared/reports/takings.ts";
import type { StatementSums } from "@warmline/shared/reports/season-statement.ts";
import type { StopAct, StopActRow, StopCase } from "@warmline/shared/reports/stop-acts.ts";
import type { StopSums } from "@warmline/shared/reports/stops.ts";
import type { Sums } from "@warmline/shared/reports/sums.ts";
import type { Undone, VoidSums } from "@warmline/shared/reports/undone.ts";
import type { Anchor } from "@warmline/shared/store/port.ts";

/** A season of a node, by what was booked until a day, that day included. */
export interface NodeAsked {
  readonly season: string;
  readonly day: CityDate;
  /** As far down as a building. */
  readonly node: NodePath;
}

/** Sums by what lies directly below the node that is asked for, and by price class. */
export type OfClass<Row> = Row & { readonly id: string; readonly priceClass: string };

/** As of one position of the log. */
export interface Cells<Row> {
  readonly position: number;
  readonly cells: readonly OfClass<Row>[];
}

export interface CollectionAsked extends NodeAsked {
  /** Rows to pass over, and to answer at most; the households of a building come so. */
  readonly skip: number;
  readonly limit: number;
}

/** All of it as of one position of the log. */
export interface Collection {
  readonly position: number;
  readonly whole: Summary;
  /** What lies directly below, by id; a building's households with who owes most first. */
  readonly rows: readonly SummaryRow[];
  /** How many rows there are in all. */
  readonly count: number;
  /** The whole by fee. */
  readonly fees: readonly ({ readonly fee: FeeId } & Sums)[];
}

/** 欠费: what is owed of a node, by what was booked until a day, that day included. */
export interface ArrearsAsked {
  readonly day: CityDate;
  readonly node: NodePath;
}

export interface Arrears {
  readonly position: number;
  /** By what lies below, size and number of seasons; where nobody owes anything it is left out. */
  readonly cells: readonly ArrearsCell[];
  /** What the receivables themselves leave open, by what lies below. */
  readonly receivables: readonly Pick<ArrearsCell, "id" | "owedFen">[];
}

/** What became of the debt of past seasons, by what was booked on some days. */
export interface OldDebtAsked {
  /** Of the seasons before this one. */
  readonly before: string;
  readonly from: CityDate;
  /** Included. */
  readonly to: CityDate;
  readonly node: NodePath;
}

/** What was on account of a node and what is directly below it, within some days. */
export interface PrepaidAsked {
  readonly from: CityDate;
  /** Included. */
  readonly to: CityDate;
  readonly node: NodePath;
}

/** 减免: what was relieved within some days, of a node and what is directly below it. */
export interface ReliefsAsked {
  readonly from: CityDate;
  /** Included. */
  readonly to: CityDate;
  /** Null: of all. */
  readonly season: string | null;
  readonly node: NodePath;
}

export interface Reliefs {
  readonly position: number;
  /** By what lies below, ground and bearer, the largest first. */
  readonly rows: readonly ReliefRow[];
  /** What others than the utility bear. */
  readonly claims: readonly Claimed[];
  /** All of it by the receivables themselves, in fen. */
  readonly relievedFen: Fen;
}

/** 退费: what was paid out within some days, of a node and what is directly below it. */
export interface RefundsAsked {
  readonly from: CityDate;
  /** Included. */
  readonly to: CityDate;
  readonly node: NodePath;
}

export interface Refunds {
  readonly position: number;
  /** By reason, way and channel, the largest first. */
  readonly grounds: readonly RefundGround[];
  /** By what lies below, the largest first. */
  readonly rows: readonly RefundRow[];
  /** Payments among these of which more went back than came. */
  readonly beyond: readonly string[];
}

/** 停供复供: what was booked within some days, of a node and what is directly below it. */
export interface StopRegisterAsked {
  readonly from: CityDate;
  /** Included. */
  readonly to: CityDate;
  readonly node: NodePath;
  /** Cases to answer at most. */
  readonly limit: number;
}

export interface StopRegister {
  readonly position: number;
  /** The newest first. */
  readonly cases: readonly StopCase[];
  /** How many cases there are in all. */
  readonly count: number;
  /** By what lies below, the most waived first. */
  readonly rows: readonly StopActRow[];
  /** Households of which a restore that stands has not exactly one stop. */
  readonly unlinked: readonly string[];
}

/** 作废冲正: what of the takings was taken back within some days. */
export interface VoidsAsked {
  readonly from: CityDate;
  /** Included. */
  readonly to: CityDate;
  /** Null: of all. */
  readonly office: string | null;
  /** Whose receipts are asked for, too; null: nobody's. */
  readonly cashier: string | null;
}

export interface Voids {
  readonly position: number;
  /** By month, office and cashier, all of the office, the newest month first. */
  readonly rows: readonly (VoidSums & {
    /** What the takings themselves say was taken back. */
    readonly byTakingsFen: Fen;
  })[];
  /** Of the cashier, the newest first. */
  readonly receipts: readonly Pick<
    Undone,
    "paymentId" | "day" | "office" | "kind" | "amountFen" | "minutes"
  >[];
}

/** What was taken within some days, by the books of its day. */
export interface TakingsAsked {
  readonly from: CityDate;
  /** Included. */
  readonly to: CityDate;
  /** 本采暖季: what was paid of those before it is of past seasons. */
  readonly season: string;
  /** A hall, a branch or the city itself; null: of all. */
  readonly office: string | null;
}

export interface Takings {
  readonly position: number;
  /** By office, cashier, way and channel. */
  readonly rows: readonly TakingRow[];
  /** Receipts in all: one that was paid in two ways is in two rows. */
  readonly count: number;
}

/** 收入确认: what is earned of a season, by what was booked until a day, that day included. */
export interface RevenueAsked {
  readonly season: string;
  readonly day: CityDate;
  /** The season's by the calendar; `to` is included. */
  readonly days: SeasonDays & { readonly count: number };
  readonly node: NodePath;
  readonly months: readonly RevenueMonth[];
  /** The rate of VAT of a day, in 1/10000 per cent of the amount without tax. */
  shareOf(of: { readonly priceClass: string; readonly fee: FeeId; readonly day: CityDate }): number;
}

export interface Revenue {
  readonly position: number;
  /** By what lies directly below the node, class, fee and month; what is nothing is left out. */
  readonly cells: readonly RevenueCell[];
  /** All of it, by the entries themselves. */
  readonly chargedFen: Fen;
}

/** What commits of the log brought. */
export interface Brought {
  readonly moves: readonly Move[];
  readonly areas: readonly AreaMove[];
  readonly takings: readonly Taking[];
  readonly prepaid: readonly PrepaidMove[];
  readonly earned: readonly Earned[];
  readonly relieved: readonly Relieved[];
  readonly stopActs: readonly StopAct[];
  readonly paidOut: readonly PaidOut[];
  readonly undone: readonly Undone[];
}

/** Commits of the log, without a gap. */
export interface Commits {
  /** The position before the first. */
  readonly after: number;
  /** The last. */
  readonly until: Anchor;
}

/** What an account comes to in a season. */
export interface AccountSums extends Sums {
  readonly accountId: string;
  readonly season: string;
}

/** What a household is charged for in a season. */
export interface HouseholdAreas extends Areas {
  readonly householdId: string;
  readonly season: string;
}

/**
 * 统计库: the journal as rows that can be added up at once, fed by the log. What it holds can be lost
 * at any time: it is made anew from the log. Throws `ReportsUnavailable` where it cannot be asked.
 */
export interface ReportStore {
  /** The commit up to which it knows the journal; position 0: it knows nothing, or was lost. */
  anchor(): Promise<Anchor>;
  /**
   * Adds what the commits after the position `after` and up to `until` brought, in one transaction
   * with the position; what it knows already is passed over, so that the same commits may come
   * again. Throws `ReportsUnavailable` where it does not know those up to `after` (any more).
   */
  add(brought: Partial<Brought>, commits: Commits): Promise<void>;
  /** Begins anew, with nothing. */
  clear(): Promise<void>;
  /** Every season that was ever charged, the newest first. */
  seasons(): Promise<readonly string[]>;
  collection(asked: CollectionAsked): Promise<Collection>;
  areaStatement(asked: NodeAsked): Promise<Cells<AreaSums>>;
  /** 采暖费年度报表: what has neither an area nor a sum is left out. */
  seasonStatement(asked: NodeAsked): Promise<Cells<StatementSums>>;
  /** 报停: nodes and households of which nothing is stopped are left out. */
  stops(asked: NodeAsked): Promise<Cells<StopSums>>;
  arrears(asked: ArrearsAsked): Promise<Arrears>;
  stopRegister(asked: StopRegisterAsked): Promise<StopRegister>;
  /** By season, the oldest first; one of which nothing was ever booked is left out. */
  oldDebt(
    asked: OldDebtAsked,
  ): Promise<{ readonly position: number; readonly rows: readonly DebtRow[] }>;
  /** Who has most on account first; whoever never had anything is left out. */
  prepayments(
    asked: PrepaidAsked,
  ): Promise<{ readonly position: number; readonly rows: readonly PrepaidRow[] }>;
  refunds(asked: RefundsAsked): Promise<Refunds>;
  reliefs(asked: ReliefsAsked): Promise<Reliefs>;
  revenue(asked: RevenueAsked): Promise<Revenue>;
  takings(asked: TakingsAsked): Promise<Takings>;
  voids(asked: VoidsAsked): Promise<Voids>;
  /** What these accounts come to, season by season; a season that comes to nothing is left out. */
  accounts(accountIds: readonly string[]): Promise<readonly AccountSums[]>;
  householdAreas(householdIds: readonly string[]): Promise<readonly HouseholdAreas[]>;
  close(): Promise<void>;
}

/** It is being made anew, or cannot be opened; waiting helps, or the log says what is wrong. */
export class ReportsUnavailable extends Error {
  override readonly name = "ReportsUnavailable";
}
