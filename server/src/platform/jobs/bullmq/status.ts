import type { Job, JobType } from "bullmq";
import {
  PROCESS_LOST,
  type JobProgress,
  type JobState,
  type JobStatus,
} from "@warmline/shared/jobs/model.ts";
import { instantOf } from "@warmline/shared/kernel/time.ts";
import type { JobData, JobQueue, Queues } from "./queues.ts";

export type BullJob = Job<JobData, string, string>;

/** BullMQ takes neither colons nor bare numbers for an id. */
export function idOf(key: string): string {
  return `k-${encodeURIComponent(key)}`;
}

export function keyOf(id: string): string {
  return decodeURIComponent(id.slice(2));
}

/** What a run answers that ended because it was cancelled. */
export const CANCELLED = "cancelled";

/** BullMQ's own word for a job whose processes died. */
const STALLED = "job stalled more than allowable limit";

/** In which of BullMQ's states a job of ours may be. */
export const TYPES = {
  waiting: ["waiting", "delayed"],
  running: ["active"],
  failed: ["failed"],
  done: ["completed"],
  cancelled: ["completed", "waiting"],
} as const satisfies Record<JobState, readonly JobType[]>;

/** The job as the port shows it; null when it has left Redis meanwhile. */
export async function statusOf(
  { dueAt }: Queues,
  queue: JobQueue,
  job: BullJob,
): Promise<JobStatus | null> {
  const { id = "", data } = job;
  const state = stateOf(await queue.getJobState(id), job);
  if (state === null) return null;
  const failures = failuresOf(job, state);
  const error = state === "done" ? undefined : errorOf(job);
  return {
    job: queue.name,
    key: keyOf(id),
    state,
    repeats: data.repeats,
    enqueuedAt: instantOf(job.timestamp),
    at: instantOf(await atOf(job, state, () => dueAt(queue, id))),
    // It was handed out once more to be given up.
    runs: job.attemptsStarted - (job.failedReason === STALLED ? 1 : 0),
    failures,
    cancelAsked: data.cancelAsked ?? false,
    ...(error === undefined ? {} : { error }),
    ...(typeof job.progress === "object" ? { progress: job.progress as JobProgress } : {}),
  };
}

function stateOf(type: string, { data, returnvalue }: BullJob): JobState | null {
  switch (type) {
    case "active":
      return "running";
    case "failed":
      return "failed";
    case "completed":
      return returnvalue === CANCELLED ? "cancelled" : "done";
    case "waiting":
    case "delayed":
      return data.cancelAsked && !data.repeats ? "cancelled" : "waiting";
    default:
      return null;
  }
}

function failuresOf({ data, attemptsMade, stalledCounter }: BullJob, state: JobState): number {
  if (data.repeats) return data.failures ?? 0;
  return state === "done" || state === "cancelled" ? 0 : attemptsMade + stalledCounter;
}

function errorOf({ data, failedReason }: BullJob): string | undefined {
  if (data.repeats) return data.error;
  return failedReason === STALLED ? PROCESS_LOST : failedReason || undefined;
}

async function atOf(
  job: BullJob,
  state: JobState,
  dueAt: () => Promise<number | null>,
): Promise<number> {
  if (state === "running") return job.processedOn ?? job.timestamp;
  if (state !== "waiting") return job.finishedOn ?? job.timestamp;
  return (await dueAt()) ?? job.timestamp;
}
