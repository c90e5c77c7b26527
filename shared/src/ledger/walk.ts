import type { Instant } from "../kernel/time.ts";
import type { JournalWalk } from "./types.ts";

/** What can be wrong with a journal; the words are `ledger.finding.<kind>`. */
export const FINDING_KINDS = [
  "sequence",
  "link",
  "content",
  "unbalanced",
  "detail",
  "reversal",
  "account",
  "account-missing",
  "entry-missing",
  "log",
  "unrecorded",
] as const;

/** A walk that gave no sign of life for so long is over: its process is gone. */
export const WALK_SILENT_MS = 30_000;

/** Whether a walk is under way: its process still says so. */
export function isWalking({ state, beatAt }: JournalWalk, now: Instant): boolean {
  return state === "running" && now - beatAt < WALK_SILENT_MS;
}

/** How a walk stands: one whose process is gone was interrupted. */
export function walkState(walk: JournalWalk, now: Instant): JournalWalk["state"] {
  return walk.state === "running" && !isWalking(walk, now) ? "interrupted" : walk.state;
}
