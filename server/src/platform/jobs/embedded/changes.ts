import { PROCESS_LOST, type StoredJob } from "@warmline/shared/jobs/model.ts";
import { later, type Instant } from "@warmline/shared/kernel/time.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import type { Outcome } from "../carry-out.ts";
import type { JobKind } from "../kind.ts";
import { backoffMs, nextDue } from "../schedule.ts";

/** What becomes of a job's document; pure, so that whoever wins the commit writes the same. */

type Next = Body<StoredJob>;
type Told = Exclude<Outcome, { readonly kind: "lost" }>;

export function begun(job: StoredJob, now: Instant, holder: string): Next {
  const { progress: _, ...rest } = job;
  return { ...rest, state: "running", at: now, runs: job.runs + 1, holder };
}

/** After its run ended, as its holder writes it. */
export function ended(job: StoredJob, kind: JobKind, outcome: Told, now: Instant): Next {
  switch (outcome.kind) {
    case "given-back":
      return { ...released(job), state: "waiting", at: now };
    case "failed":
      return failed(job, kind, outcome.error, now);
    case "done":
    case "cancelled":
      return settled(job, kind, outcome.kind, now);
  }
}

/** After its holder was silent for a lease, as another process writes it. */
export function lost(job: StoredJob, kind: JobKind, now: Instant): Next {
  if (job.cancelAsked) return settled(job, kind, "cancelled", now);
  const next = failed(job, kind, PROCESS_LOST, now);
  return next.state === "waiting" && kind.repeat === undefined ? { ...next, at: now } : next;
}

function failed(job: StoredJob, kind: JobKind, error: string, now: Instant): Next {
  const failures = job.failures + 1;
  const next = { ...released(job), failures, error };
  return kind.repeat === undefined && failures >= kind.attempts
    ? { ...next, state: "failed", at: now }
    : { ...next, state: "waiting", at: later(now, backoffMs(kind, failures, now)) };
}

function settled(job: StoredJob, kind: JobKind, state: "done" | "cancelled", now: Instant): Next {
  const { error: _, ...rest } = released(job);
  return kind.repeat === undefined
    ? { ...rest, payload: null, failures: 0, state, at: now }
    : { ...rest, failures: 0, state: "waiting", at: nextDue(kind.repeat, now) };
}

/** Nobody holds it any more. */
function released({ holder: _, cancelAsked: __, ...rest }: StoredJob): Omit<StoredJob, "holder"> {
  return rest;
}
