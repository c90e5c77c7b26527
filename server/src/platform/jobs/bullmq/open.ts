import { Redis } from "ioredis";
import type { Logger } from "pino";
import { assert } from "@warmline/shared/kernel/assert.ts";
import type { Clock } from "@warmline/shared/kernel/time.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { PAYLOAD_CHARACTERS_MAX, type BoundJob, type Jobs } from "../port.ts";
import { openCancellation } from "./cancellation.ts";
import { openQueues, type Queues } from "./queues.ts";
import { decidedIn, readIn } from "./reading.ts";
import { keepRepeated } from "./repeated.ts";
import { idOf } from "./status.ts";
import { unlessAway } from "./unless-away.ts";
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
  /** How long a caller waits for Redis. */
  readonly commandMs?: number;
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
  const client = connect({ commandTimeout: options.commandMs ?? COMMAND_MS_MAX });
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
    ...unlessAway({
      ...orderedIn(queues, clock),
      ...readIn(queues),
      ...decidedIn(queues, cancellation),
    }),
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

function orderedIn(queues: Queues, clock: Clock): Pick<Jobs, "enqueue"> {
  return {
    async enqueue({ name, attempts }, { key, payload, at }) {
      const { length } = JSON.stringify(payload);
      assert(length <= PAYLOAD_CHARACTERS_MAX, `${name}/${key}: the payload is too long`);
      const queue = await queues.of(name);
      const delay = at === undefined ? 0 : Math.max(0, at - clock.now());
      const how = { jobId: idOf(key), attempts, backoff: { type: "custom" }, delay };
      await queue.add(name, { payload, repeats: false }, how);
    },
  };
}
