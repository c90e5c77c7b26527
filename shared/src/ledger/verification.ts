import type { Instant } from "../kernel/time.ts";
import type { VerificationRun } from "./model.ts";

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
export function isVerifying({ state, beatAt }: VerificationRun, now: Instant): boolean {
  return state === "running" && now - beatAt < WALK_SILENT_MS;
}

/** How a walk stands: one whose process is gone was interrupted. */
export function verificationState(run: VerificationRun, now: Instant): VerificationRun["state"] {
  return run.state === "running" && !isVerifying(run, now) ? "interrupted" : run.state;
}
