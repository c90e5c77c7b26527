import type { Fen } from "../kernel/money.ts";
import type { Instant } from "../kernel/time.ts";
import type { Act } from "../requests/act.ts";
import { collection, type Stored } from "../store/collection.ts";

/**
 * How it stands: `previewing` 试算中, `previewed` 已试算, `refunding` 退费中, `done` 已退费, `undoing`
 * 冲正中, `undone` 已整批冲正; `dropped` 已作废: a preview that nobody refunds by.
 */
export const OUTAGE_REFUND_STATES = [
  "previewing",
  "previewed",
  "refunding",
  "done",
  "undoing",
  "undone",
  "dropped",
] as const;
export type OutageRefundState = (typeof OUTAGE_REFUND_STATES)[number];

/** States in which a job is at it, household by household. */
export const AT_WORK = ["previewing", "refunding", "undoing"] as const;
export type AtWork = (typeof AT_WORK)[number];

export function isAtWork(state: OutageRefundState): state is AtWork {
  return AT_WORK.some((one) => one === state);
}

/** What of an incident its refund rests on. */
export interface RefundBasis {
  readonly startedAt: Instant;
  readonly restoredAt: Instant;
  /** The nodes of its areas. */
  readonly areas: readonly string[];
}

/** How many households are refunded nothing for one reason: the code of a refusal. */
export interface LeftOut {
  readonly code: string;
  readonly households: number;
}

export interface RefundTotals {
  readonly households: number;
  readonly amountFen: Fen;
  /** By code. */
  readonly leftOut: readonly LeftOut[];
}

/**
 * 停热整片退费: the households that an incident reached, refunded by one of the reliefs of the
 * charging catalogue as one thing. What each is refunded follows from the incident, the relief and
 * what it was charged; its entry names incident and request.
 */
export interface OutageRefund extends Stored {
  readonly incidentId: string;
  readonly incidentNumber: string;
  /** The incident as it was looked at: another one wants another preview. */
  readonly basis: RefundBasis;
  readonly relief: string;
  readonly label: string;
  readonly season: string;
  readonly state: OutageRefundState;
  readonly askedAt: Instant;
  readonly begun: Act;
  readonly preview?: RefundTotals & { readonly at: Instant };
  readonly refunded?: Act;
  /** What it has posted, and what of it stands once it is undone. */
  readonly posted?: RefundTotals;
  readonly undone?: Act & { readonly reason: string };
  /** When the state that ends a step was reached. */
  readonly endedAt?: Instant;
}

export const outageRefunds = collection<OutageRefund>("outageRefunds", {
  indexes: { byIncident: ["incidentId", "askedAt"], byState: ["state"] },
});
