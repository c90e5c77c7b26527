import { PROCESS_LOST, type JobStatus } from "@warmline/shared/jobs/model.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import {
  verificationRuns,
  type VerificationProgress,
  type VerificationRun,
} from "@warmline/shared/ledger/verification.ts";
import type { Deps } from "../../platform/deps.ts";
import { verificationJob, RUN_ID } from "./verification-job.ts";

/** Between the commit that begins a run and the order of its job lies a moment. */
const ORDER_MS_MAX = 10_000;

export interface VerificationStanding {
  readonly run: VerificationRun;
  readonly state: VerificationRun["state"];
  readonly progress: VerificationProgress | null;
}

/** How a run stands: what its document does not say yet, its job does. */
export async function verificationStanding(
  { store, jobs, clock }: Pick<Deps, "store" | "clock" | "jobs">,
  run: VerificationRun,
): Promise<VerificationStanding> {
  if (run.state !== "running") return written(run);
  const job = await jobs.read(verificationJob.name, run.runId);
  if (job?.state === "done" || job?.state === "cancelled") {
    // Its end was written before that, though after this document was read.
    const ended = await store.get(verificationRuns, RUN_ID);
    if (ended?.runId === run.runId && ended.state !== "running") return written(ended);
  }
  const progress = (job?.progress as VerificationProgress | undefined) ?? null;
  return { run, state: stateBy(job, run, clock.now()), progress };
}

function written(run: VerificationRun): VerificationStanding {
  return { run, state: run.state, progress: run.progress };
}

/** One that was given up after its processes died, or never ordered, was interrupted. */
function stateBy(
  job: JobStatus | null,
  { startedAt }: VerificationRun,
  now: Instant,
): VerificationRun["state"] {
  if (job === null) return now - startedAt < ORDER_MS_MAX ? "running" : "interrupted";
  switch (job.state) {
    case "waiting":
    case "running":
      return "running";
    case "cancelled":
      return "cancelled";
    case "failed":
      return job.error === PROCESS_LOST ? "interrupted" : "failed";
    case "done":
      return "interrupted";
  }
}
