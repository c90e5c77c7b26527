import { Redis } from "ioredis";
import type { Logger } from "pino";
import { assert } from "@warmline/shared/kernel/assert.ts";
import type { Clock } from "@warmline/shared/kernel/time.ts";
import type { JobState, JobStatus } from "@warmline/shared/jobs/model.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { PAYLOAD_CHARACTERS_MAX, type BoundJob, type Jobs } from "../port.ts";
import { openCancellation } from "./cancellation.ts";
import { openQueues, type JobQueue } from "./queues.ts";
import { keepRepeated } from "./repeated.ts";
import { idOf, statusOf, TYPES } from "./status.ts";
import { startWorker, type KindWorker } from "./worker.ts";

export interface BullJobsOptions {
  /** `redis://host:port`. */
  readonly url: string;
  /** Nodes with the same one share their jobs: one a database. */
  readonly prefix: string;
  /** Where fences are kept. */
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  /** How long a holder may be silent. */
  readonly leaseMs?: number;
  readonly lookMs?: number;
}

const LEASE_MS = 30_000;
const LOOK_MS = 60_000;
/** So long a caller waits for Redis; workers wait for as long as it takes. */
const COMMAND_MS_MAX = 10_000;

/**
 * Jobs in Redis by BullMQ, carried out by every node that works. Nothing is connected before it is
 * used.
 */
export function openBullJobs(options: BullJobsOptions): Jobs {
  const { url, prefix, clock, log, leaseMs = LEASE_MS, lookMs = LOOK_MS } = options;
  const onError = (err: unknown) => log.warn({ err }, "jobs on Redis");
  const connect = (settings: object) =>
    new Redis(url, { lazyConnect: true, ...settings }).on("error", onError);
  const client = connect({ commandTimeout: COMMAND_MS_MAX });
  const patient = connect({ maxRetriesPerRequest: null });
  const queues = openQueues(client, prefix, onError);
  const workers = new Map<string, KindWorker>();
  const cancellation = openCancellation(client, patient, prefix, (job, id) =>
    workers.get(job)?.cancel(id),
  );
  let housekeeping: NodeJS.Timeout | undefined;
  let stopping: Promise<unknown> | undefined;

  const repeated = () =>
    keepRepeated(
      queues,
      clock,
      [...workers.values()].map(({ kind }) => kind),
    );

  async function find(job: string, key: string) {
    const queue = await queues.known(job);
    const found = await queue?.getJob(idOf(key));
    return queue && found ? { queue, found } : null;
  }

  async function failed(job: string, key: string) {
    const one = await find(job, key);
    return one && (await one.found.isFailed()) ? one.found : null;
  }

  async function work(jobs: readonly BoundJob[]): Promise<void> {
    await cancellation.listen();
    for (const kind of jobs) {
      const queue = await queues.of(kind.name);
      workers.set(kind.name, startWorker({ ...options, leaseMs, client: patient }, queue, kind));
    }
    await repeated();
    housekeeping ??= setInterval(() => void repeated().catch(onError), lookMs).unref();
  }

  function stop(): Promise<unknown> {
    clearInterval(housekeeping);
    stopping ??= Promise.all([...workers.values()].map((worker) => worker.stop()));
    return stopping;
  }

  return {
    async enqueue(kind, { key, payload, at }) {
      const { name, attempts } = kind;
      const text = JSON.stringify(payload);
      assert(text.length <= PAYLOAD_CHARACTERS_MAX, `${name}/${key}: the payload is too long`);
      const queue = await queues.of(name);
      await queue.add(
        name,
        { payload, repeats: false },
        {
          jobId: idOf(key),
          attempts,
          backoff: { type: "custom" },
          delay: at === undefined ? 0 : Math.max(0, at - clock.now()),
        },
      );
    },
    async read(job, key) {
      const one = await find(job, key);
      return one && (await statusOf(queues, one.queue, one.found));
    },
    list: async (state, limit) => newest(state, await listed(queues, state, limit), limit),
    async counts() {
      const all = await queues.all();
      const counts = await Promise.all(
        all.map((queue) => queue.getJobCounts("waiting", "delayed", "active", "failed")),
      );
      const sum = (type: string) => counts.reduce((total, one) => total + (one[type] ?? 0), 0);
      return {
        waiting: sum("waiting") + sum("delayed"),
        running: sum("active"),
        failed: sum("failed"),
      };
    },
    async cancel(job, key) {
      const one = await find(job, key);
      return one !== null && (await cancellation.cancel(one.queue, one.found));
    },
    async retry(job, key) {
      const found = await failed(job, key);
      await found?.retry("failed", { resetAttemptsMade: true });
      return found !== null;
    },
    async discard(job, key) {
      const found = await failed(job, key);
      await found?.remove();
      return found !== null;
    },
    work,
    stop: async () => void (await stop()),
    async close() {
      await stop();
      await cancellation.close();
      await queues.close();
      client.disconnect();
      patient.disconnect();
    },
  };
}

async function listed(queues: ReturnType<typeof openQueues>, state: JobState, limit: number) {
  const all = await queues.all();
  const found = await Promise.all(all.map((queue) => listedIn(queues, queue, state, limit)));
  return found.flat();
}

async function listedIn(
  queues: ReturnType<typeof openQueues>,
  queue: JobQueue,
  state: JobState,
  limit: number,
): Promise<JobStatus[]> {
  const jobs = await queue.getJobs([...TYPES[state]], 0, limit - 1, state === "waiting");
  const all = await Promise.all(jobs.map((job) => statusOf(queues, queue, job)));
  return all.flatMap((one) => (one?.state === state ? [one] : []));
}

function newest(state: JobState, all: readonly JobStatus[], limit: number): JobStatus[] {
  const order = state === "waiting" ? 1 : -1;
  return all.toSorted((a, b) => order * (a.at - b.at)).slice(0, limit);
}
