import { storedJobs, type StoredJob } from "@warmline/shared/jobs/model.ts";
import type { Ids } from "@warmline/shared/kernel/ids.ts";
import type { Follower, LogEntry } from "@warmline/shared/store/port.ts";
import { replace } from "@warmline/shared/store/write.ts";
import type { BoundJob } from "../port.ts";
import { begun } from "./changes.ts";
import { makeLoop } from "./loop.ts";
import { keepRepeated } from "./repeated.ts";
import { startRun, type Run, type RunOptions } from "./run.ts";
import { makeSilence } from "./silence.ts";

export interface WorkerOptions extends RunOptions {
  readonly ids: Ids;
  /** At least so often it looks, whatever the log and its timers say: clocks are set. */
  readonly lookMs: number;
}

export interface Worker {
  add(jobs: readonly BoundJob[]): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Carries out jobs of the store in this process. It looks when the log says that a job was written,
 * when one is due, when a silent holder's lease is over, and once a minute besides.
 */
export function makeWorker(options: WorkerOptions): Worker {
  const { store, clock, log, ids, leaseMs, lookMs } = options;
  const kinds = new Map<string, BoundJob>();
  const running = new Map<string, Run>();
  let follower: Follower | undefined;
  let keptAt = Number.NEGATIVE_INFINITY;
  const takeBack = makeSilence({
    store,
    clock,
    leaseMs,
    kindOf: (job) => kinds.get(job),
    mine: (id) => running.has(id),
  });
  const loop = makeLoop(
    () =>
      look().catch((error: unknown) => {
        log.warn({ err: error }, "looking for jobs failed");
        return 1_000;
      }),
    lookMs,
  );

  async function look(): Promise<number> {
    if (performance.now() - keptAt >= lookMs) {
      await keepRepeated(options, [...kinds.values()]);
      keptAt = performance.now();
    }
    const pauses = [await takeBack()];
    for (const kind of kinds.values()) pauses.push(await claimDue(kind));
    return Math.min(...pauses);
  }

  /** As many as this process may run; answers when the next of the kind is due. */
  async function claimDue(kind: BoundJob): Promise<number> {
    const where = { state: "waiting", job: kind.name };
    while ([...running.values()].filter(({ job }) => job === kind.name).length < kind.atOnce) {
      const [next] = await store.find(storedJobs, { index: "byJob", where, limit: 1 });
      const pause = next === undefined ? Number.POSITIVE_INFINITY : next.at - clock.now();
      if (next === undefined || pause > 0) return pause;
      await claim(kind, next);
    }
    // The end of a run looks again.
    return Number.POSITIVE_INFINITY;
  }

  async function claim(kind: BoundJob, job: StoredJob): Promise<void> {
    const claimedAt = performance.now();
    const body = begun(job, clock.now(), ids.next());
    const committed = await store.commit([replace(storedJobs, job, body)]);
    if (!committed.ok) return;
    const run = startRun(options, kind, { ...body, rev: job.rev + 1 }, claimedAt);
    running.set(job.id, run);
    void run.over.then(() => {
      running.delete(job.id);
      loop.wake();
    });
  }

  async function heard(batch: readonly LogEntry[]): Promise<void> {
    const written = batch
      .flatMap(({ writes }) => writes)
      .filter(({ collection }) => collection === storedJobs.name);
    for (const { id, rev } of written) running.get(id)?.look(rev);
    if (written.length > 0) loop.wake();
  }

  return {
    async add(jobs) {
      follower ??= store.follow(await store.head(), heard);
      await keepRepeated(options, jobs);
      for (const job of jobs) kinds.set(job.name, job);
      loop.wake();
    },
    async stop() {
      await loop.stop();
      await follower?.stop();
      for (const run of running.values()) run.abort("stopping");
      await Promise.all([...running.values()].map(({ over }) => over));
    },
  };
}
