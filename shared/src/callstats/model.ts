import type { CityDate } from "../kernel/time.ts";
import { collection, type Stored } from "../store/collection.ts";
import type { Of } from "./fold.ts";
import type { Sums } from "./sums.ts";

/** 话务统计: the sums of a queue or an agent in a half-hour, or in a day of the city. */
export interface CallSums extends Stored {
  readonly kind: Of["kind"];
  readonly key: string;
  readonly span: "half-hour" | "day";
  readonly day: CityDate;
  /** Of a half-hour: its place in the day, 0 … 47. */
  readonly place?: number;
  /** Which reckoning they are of: what an earlier one left is nothing. */
  readonly reckoning: number;
  readonly sums: Sums;
}

export const callSums = collection<CallSums>("callSums", {
  indexes: { byDay: ["kind", "span", "day"] },
});

/**
 * How far the log has been reckoned up, written in one commit with the sums, so that nothing counts
 * twice whoever reckons.
 */
export interface CallSumsProgress extends Stored {
  readonly position: number;
  /** Of the commit at that position, hex: in the log of a store that was led over it is another. */
  readonly hash: string;
  readonly reckoning: number;
  /** 重算: reckoned anew from the first commit, and not there yet. */
  readonly anew: boolean;
}

export const callSumsProgress = collection<CallSumsProgress>("callSumsProgress");

/** There is one. */
export const PROGRESS_ID = "callstats";
