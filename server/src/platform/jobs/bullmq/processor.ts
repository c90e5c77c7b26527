import { DelayedError, WaitingError } from "bullmq";
import type { Logger } from "pino";
import { PROCESS_LOST, type JobProgress } from "@warmline/shared/jobs/model.ts";
import type { Clock, Instant } from "@warmline/shared/kernel/time.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { carryOut, type Outcome } from "../carry-out.ts";
import type { BoundJob } from "../port.ts";
import { RunAborted } from "../run.ts";
import { backoffMs, nextDue } from "../schedule.ts";
import { makeThrottle } from "../throttle.ts";
import type { JobData } from "./queues.ts";
import { CANCELLED, keyOf, type BullJob } from "./status.ts";

export interface ProcessorOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  readonly leaseMs: number;
}

const PROGRESS_EVERY_MS = 1_000;

/**
 * One run of a job that BullMQ handed to this process. What it answers or throws is BullMQ's to
 * write, which refuses it when `token` no longer holds the lock.
 */
export async function process(
  options: ProcessorOptions,
  kind: BoundJob,
  job: BullJob,
  token: string | undefined,
  abort: AbortController,
): Promise<string> {
  const { store, clock, log, leaseMs } = options;
  const { id = "", data } = job;
  const after = (outcome: Outcome) =>
    kind.repeat === undefined
      ? afterOnce(job, token, outcome)
      : afterRepeated(job, token, kind, outcome, clock.now());
  if (data.cancelAsked) return await after({ kind: "cancelled" });
  if (kind.repeat !== undefined && job.stalledCounter > (data.losses ?? 0)) {
    // Its last holder died with it: that is a failure like others, with a pause.
    return await after({ kind: "failed", error: PROCESS_LOST });
  }
  if (typeof job.progress === "object") await job.updateProgress(0);
  /** BullMQ takes progress from anybody, so the lock is asked for first. */
  const tell = async (progress: JobProgress) => {
    if ((await job.extendLock(token ?? "", leaseMs)) === 1) await job.updateProgress(progress);
    else abort.abort(new RunAborted("lost"));
  };
  const report = makeThrottle<JobProgress>(PROGRESS_EVERY_MS, (progress) => {
    tell(progress).catch((err: unknown) => log.warn({ err, job: kind.name }, "jobs on Redis"));
  });
  let progress: JobProgress | undefined;
  const outcome = await carryOut({
    job: kind,
    key: keyOf(id),
    payload: data.payload,
    fenceId: `${kind.name}/${keyOf(id)}@${job.timestamp}`,
    number: job.attemptsStarted,
    abort,
    store,
    log,
    progress(state) {
      progress = state;
      report.push(state);
    },
  });
  report.stop();
  if (progress !== undefined && outcome.kind !== "lost") await tell(progress);
  return await after(outcome);
}

async function afterOnce(
  job: BullJob,
  token: string | undefined,
  outcome: Outcome,
): Promise<string> {
  switch (outcome.kind) {
    case "done":
      return "done";
    case "cancelled":
      return CANCELLED;
    case "given-back":
      await job.moveToWait(token);
      throw new WaitingError();
    case "lost":
      throw new Error(PROCESS_LOST);
    case "failed":
      throw new Error(outcome.error);
  }
}

/**
 * A repeated job is one job that is delayed until it is due again. BullMQ's own schedulers make
 * the next one when one begins, so that two of them may run at the same time.
 */
async function afterRepeated(
  job: BullJob,
  token: string | undefined,
  kind: BoundJob,
  outcome: Outcome,
  now: Instant,
): Promise<string> {
  if (outcome.kind === "lost") throw new Error(PROCESS_LOST);
  const { cancelAsked: _, error: __, failures = 0, ...rest } = job.data;
  const of: JobData = { ...rest, losses: job.stalledCounter };
  if (outcome.kind === "failed") {
    const next = { ...of, failures: failures + 1, error: outcome.error };
    await job.updateData(next);
    await job.moveToDelayed(now + backoffMs(kind, next.failures, now), token);
  } else if (outcome.kind === "given-back") {
    await job.moveToDelayed(now, token);
  } else {
    await job.updateData(of);
    await job.moveToDelayed(kind.repeat === undefined ? now : nextDue(kind.repeat, now), token);
  }
  throw new DelayedError();
}
