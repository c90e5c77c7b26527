import type { Instant } from "../kernel/time.ts";
import type { Score } from "./score.ts";
import type { CallState } from "./states.ts";

/** A recording is kept by the carrier; here is where. */
export interface Recording {
  readonly id: string;
  readonly url: string;
  readonly durationS: number;
}

/** One thing that the carrier told of a call. */
export interface CallEvent {
  /** Its own within the call: what arrives again under it is the same event. */
  readonly key: string;
  /** By the carrier's clock where it says, else when it arrived. */
  readonly at: Instant;
  /**
   * `failed-over`: a door of ours did not answer, and the caller was told that we are sorry.
   * `reconciled`: we asked the carrier, as it told no end by itself.
   * `place-kept`: they hung up to be rung back in their turn (预约回电), until `connected`, `unreached`
   * or `withdrawn`, or `returned` as they called again.
   */
  readonly kind:
    | "arrived"
    | "status"
    | "turned"
    | "connected"
    | "joined"
    | "left"
    | "heard"
    | "recorded"
    | "place-kept"
    | "unreached"
    | "withdrawn"
    | "returned"
    | "failed-over"
    | "reconciled";
  readonly state?: CallState;
  /** The carrier's own count of the states that it tells. */
  readonly sequence?: number;
  readonly durationS?: number;
  /** E.164 of another number that was keyed in. */
  readonly number?: string;
  readonly said?: string;
  readonly recording?: Recording;
  /** The conversation that takes the call. */
  readonly conversationId?: string;
  /** What came of a turn of it. */
  readonly caseIds?: readonly string[];
  /** A person was asked for; `connected` tells that one answered. */
  readonly wantsPerson?: true;
  /** 满意度 as keyed in or said. */
  readonly score?: Score;
  /** Who joined the talk or left it: the caller, or by their id somebody at a desk. */
  readonly party?: string;
  /** The carrier, when it was asked, knew of no such call. */
  readonly unknown?: true;
}
