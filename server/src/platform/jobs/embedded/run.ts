import type { Logger } from "pino";
import type { JobProgress, StoredJob } from "@warmline/shared/jobs/model.ts";
import type { Clock } from "@warmline/shared/kernel/time.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { carryOut } from "../carry-out.ts";
import type { BoundJob } from "../port.ts";
import { RunAborted, type AbortCause } from "../run.ts";
import { makeThrottle } from "../throttle.ts";
import { ended } from "./changes.ts";
import { makeLease } from "./lease.ts";

export interface RunOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  readonly leaseMs: number;
}

/** A job in this process's hands. */
export interface Run {
  readonly job: string;
  /** The log says that its document was written as `rev`. */
  look(rev: number): void;
  abort(why: AbortCause): void;
  /** Resolves when it has ended and that is written, or may not be written. Never rejects. */
  readonly over: Promise<void>;
}

const PROGRESS_EVERY_MS = 1_000;

/**
 * Carries out a job whose claim was just committed; `claimedAt` (of `performance.now()`) is from
 * before.
 */
export function startRun(
  { store, clock, log, leaseMs }: RunOptions,
  job: BoundJob,
  claimed: StoredJob,
  claimedAt: number,
): Run {
  const about = { job: job.name, key: claimed.key, run: claimed.runs };
  const controller = new AbortController();
  const stopping = new AbortController();
  const abort = (why: AbortCause) => {
    controller.abort(new RunAborted(why));
    // Also where its work has ended before and only the last write is left.
    if (why === "stopping") stopping.abort();
  };
  const lease = makeLease({
    store,
    leaseMs,
    claimed,
    claimedAt,
    abort,
    stopping: stopping.signal,
  });
  const warn = (err: unknown) => log.warn({ ...about, err }, "a job's lease was not renewed");
  let progress = claimed.progress;
  const withProgress = (current: StoredJob) =>
    progress === undefined ? current : { ...current, progress };
  const renew = () => void lease.write(withProgress).catch(warn);
  const report = makeThrottle<JobProgress>(PROGRESS_EVERY_MS, renew);
  const beat = setInterval(renew, leaseMs / 3);
  beat.unref();

  async function work(): Promise<void> {
    const outcome = await carryOut({
      job,
      key: claimed.key,
      payload: claimed.payload,
      fenceId: `${claimed.id}@${claimed.enqueuedAt}`,
      number: claimed.runs,
      abort: controller,
      store,
      log,
      progress(state) {
        progress = state;
        report.push(state);
      },
    });
    clearInterval(beat);
    report.stop();
    if (outcome.kind === "lost") {
      lease.drop();
      log.warn(about, "a job was taken over by another process");
    } else {
      await lease.end((current) => ended(withProgress(current), job, outcome, clock.now()));
    }
  }

  const look = (rev: number) => void lease.look(rev).catch(warn);
  return { job: job.name, look, abort, over: work() };
}
