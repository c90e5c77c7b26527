import type { Instant } from "../kernel/time.ts";
import { collection, type Stored } from "../store/collection.ts";
import type { CallEvent, Recording } from "./event.ts";
import type { LinkedCase } from "./linked-case.ts";
import type { Score } from "./score.ts";
import type { CallState } from "./states.ts";

/**
 * What is to be done about a call: it goes on, somebody rings back, nothing any more; `expired`:
 * what is personal in it was removed, and nothing that is told of it counts now.
 */
export const STANDINGS = ["open", "to-ring-back", "over", "expired"] as const;
export type Standing = (typeof STANDINGS)[number];

/** A household that has the caller's number on file, as it was when the call came in. */
export interface KnownCaller {
  readonly id: string;
  readonly number: string;
  readonly branchId: string;
}

/** How an end was found that the carrier did not tell by itself. */
export const END_SOURCES = [
  "asked", // 查询得知: it told when it was asked
  "unknown", // 查无此通话: it knows of no such call
] as const;
export type EndSource = (typeof END_SOURCES)[number];

export interface CalledBack {
  readonly at: Instant;
  readonly actorId: string;
  readonly actorName: string;
}

/** 来电: one telephone call; its id is the carrier's. Its state follows from its events alone. */
export interface Call extends Stored {
  readonly direction: "inbound" | "outbound";
  /** E.164; null: withheld (匿名), or not told yet. */
  readonly from: string | null;
  readonly to: string | null;
  readonly state: CallState;
  readonly standing: Standing;
  readonly startedAt: Instant;
  readonly answeredAt?: Instant;
  readonly endedAt?: Instant;
  readonly durationS?: number;
  /** Left out: the carrier told it by itself, or the call goes on. */
  readonly endSource?: EndSource;
  /** Several where a number is on file for more than one; none where nobody is recognised. */
  readonly households: readonly KnownCaller[];
  /** The conversation that took it; none: nobody spoke with the caller. */
  readonly conversationId?: string;
  /** What came of it. */
  readonly caseIds: readonly string[];
  /** Those that people say it is about, beside them. */
  readonly linkedCases?: readonly LinkedCase[];
  /** Another number that the caller keyed in, to be rung back at. */
  readonly ringBackAt?: string;
  /** 满意度, where the caller gave one. */
  readonly score?: Score;
  /** What the caller said to the machine, in the carrier's transcript, the oldest first. */
  readonly said: readonly string[];
  readonly recordings: readonly Recording[];
  readonly calledBack?: CalledBack;
  /** Everything that the carrier told, each once, in an order that does not hang on arrival. */
  readonly events: readonly CallEvent[];
}

export const calls = collection<Call>("calls", {
  indexes: { byStanding: ["standing", "startedAt"], byFrom: ["from", "startedAt"] },
});
