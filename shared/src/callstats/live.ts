import { z } from "zod";
import { liveView, type LiveRow } from "../api/live.ts";

/** That there is more to read: a screen asks for what it shows when the revision moves. */
export interface CallstatsRow extends LiveRow {
  readonly anew: boolean;
}

export const callstatsView = liveView<CallstatsRow>()("callstats", z.strictObject({}));
