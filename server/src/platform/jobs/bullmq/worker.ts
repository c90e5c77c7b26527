import { Worker } from "bullmq";
import type { Redis } from "ioredis";
import { backoffMs } from "../schedule.ts";
import type { BoundJob } from "../port.ts";
import { RunAborted, type AbortCause } from "../run.ts";
import { process, type ProcessorOptions } from "./processor.ts";
import { REMEMBERED, type JobData, type JobQueue } from "./queues.ts";
import type { BullJob } from "./status.ts";

export interface WorkerOptions extends ProcessorOptions {
  readonly client: Redis;
  readonly prefix: string;
}

/** What this process does of one kind of job. */
export interface KindWorker {
  readonly kind: BoundJob;
  /** The job was cancelled; nothing when it does not run here. */
  cancel(id: string): void;
  stop(): Promise<void>;
}

/** Of its length: a holder that could not renew its lock stops well before another may begin. */
const TRUSTED = 0.75;
/** A repeated job is never given up, however often its process dies. */
const WITHOUT_END = Number.MAX_SAFE_INTEGER;

export function startWorker(options: WorkerOptions, queue: JobQueue, kind: BoundJob): KindWorker {
  const { client, prefix, leaseMs, clock, log } = options;
  const runs = new Map<string, RunInHand>();

  const worker = new Worker<JobData, string, string>(
    kind.name,
    async (job: BullJob, token) => {
      const { id = "" } = job;
      const run = makeRun(leaseMs, () => look(id));
      runs.set(id, run);
      try {
        return await process(options, kind, job, token, run.controller);
      } finally {
        run.over();
        runs.delete(id);
      }
    },
    {
      connection: client,
      prefix,
      concurrency: kind.atOnce,
      lockDuration: leaseMs,
      stalledInterval: leaseMs / 2,
      maxStalledCount: kind.repeat === undefined ? kind.attempts - 1 : WITHOUT_END,
      removeOnComplete: REMEMBERED,
      settings: { backoffStrategy: (failures) => backoffMs(kind, failures, clock.now()) },
    },
  );
  worker.on("error", (err) => log.warn({ err, job: kind.name }, "jobs"));
  worker.on("locksRenewed", ({ jobIds }) => {
    for (const id of jobIds) runs.get(id)?.renewed();
  });
  worker.on("lockRenewalFailed", (ids) => {
    for (const id of ids) runs.get(id)?.abort("lost");
  });

  /** In case that the word of it did not come through. */
  async function look(id: string): Promise<void> {
    const job = await queue.getJob(id);
    if (job?.data.cancelAsked) runs.get(id)?.abort("cancelled");
  }

  return {
    kind,
    cancel: (id) => runs.get(id)?.abort("cancelled"),
    async stop() {
      const closed = worker.close();
      for (const run of runs.values()) run.abort("stopping");
      await closed;
    },
  };
}

interface RunInHand {
  readonly controller: AbortController;
  abort(why: AbortCause): void;
  renewed(): void;
  over(): void;
}

function makeRun(leaseMs: number, look: () => Promise<void>): RunInHand {
  const controller = new AbortController();
  const abort = (why: AbortCause) => controller.abort(new RunAborted(why));
  const trust = setTimeout(() => abort("lost"), leaseMs * TRUSTED);
  const looking = setInterval(() => void look().catch(() => undefined), leaseMs / 3);
  return {
    controller,
    abort,
    renewed: () => void trust.refresh(),
    over() {
      clearTimeout(trust);
      clearInterval(looking);
    },
  };
}
