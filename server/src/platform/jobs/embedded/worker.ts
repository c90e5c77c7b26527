import { storedJobs } from "@warmline/shared/jobs/model.ts";
import type { Follower, LogEntry } from "@warmline/shared/store/port.ts";
import type { BoundJob, Jobs } from "../port.ts";
import { makeClaims, type ClaimOptions } from "./claims.ts";
import { makeLoop } from "./loop.ts";
import { keepRepeated } from "./repeated.ts";
import { makeSilence } from "./silence.ts";

export interface WorkerOptions extends ClaimOptions {
  /** At least so often it looks, whatever the log and its timers say: clocks are set. */
  readonly lookMs: number;
}

const PAUSE_MS = 1_000;

/**
 * Carries out jobs of the store in this process. It looks when the log says that a job was written,
 * when one is due, when a silent holder's lease is over, and once a minute besides.
 */
export function makeWorker(options: WorkerOptions): Pick<Jobs, "work" | "stop"> {
  const { store, clock, log, leaseMs, lookMs } = options;
  const kinds = new Map<string, BoundJob>();
  let follower: Follower | undefined;
  let keptAt = Number.NEGATIVE_INFINITY;

  const loop = makeLoop(async () => {
    try {
      return await look();
    } catch (error) {
      log.warn({ err: error }, "looking for jobs failed");
      return PAUSE_MS;
    }
  }, lookMs);
  const claims = makeClaims(options, loop.wake);
  const takeBack = makeSilence({
    store,
    clock,
    leaseMs,
    kindOf: (job) => kinds.get(job),
    mine: (id) => claims.of(id) !== undefined,
  });

  async function look(): Promise<number> {
    if (performance.now() - keptAt >= lookMs) {
      await keepRepeated(options, [...kinds.values()]);
      keptAt = performance.now();
    }
    const pauses = [await takeBack()];
    for (const kind of kinds.values()) pauses.push(await claims.claimDue(kind));
    return Math.min(...pauses);
  }

  async function heard(batch: readonly LogEntry[]): Promise<void> {
    const written = batch
      .flatMap(({ writes }) => writes)
      .filter(({ collection }) => collection === storedJobs.name);
    for (const { id, rev } of written) claims.of(id)?.look(rev);
    if (written.length > 0) loop.wake();
  }

  return {
    async work(jobs) {
      follower ??= store.follow(await store.head(), heard);
      for (const job of jobs) kinds.set(job.name, job);
      await keepRepeated(options, jobs);
      loop.wake();
    },
    async stop() {
      await loop.stop();
      await follower?.stop();
      await claims.giveBack();
    },
  };
}
