import type { JobState, JobStatus } from "@warmline/shared/jobs/model.ts";
import type { Jobs } from "../port.ts";
import type { Cancellation } from "./cancellation.ts";
import type { JobQueue, Queues } from "./queues.ts";
import { idOf, statusOf, TYPES, type BullJob } from "./status.ts";

interface Found {
  readonly queue: JobQueue;
  readonly job: BullJob;
}

async function find(queues: Queues, job: string, key: string): Promise<Found | null> {
  const queue = await queues.known(job);
  const found = await queue?.getJob(idOf(key));
  return queue && found ? { queue, job: found } : null;
}

/** How jobs stand, over the queues of all kinds. */
export function readIn(queues: Queues): Pick<Jobs, "read" | "list" | "counts"> {
  async function listedIn(queue: JobQueue, state: JobState, limit: number): Promise<JobStatus[]> {
    const jobs = await queue.getJobs([...TYPES[state]], 0, limit - 1, state === "waiting");
    const all = await Promise.all(jobs.map((job) => statusOf(queues, queue, job)));
    return all.flatMap((one) => (one?.state === state ? [one] : []));
  }

  return {
    async read(job, key) {
      const found = await find(queues, job, key);
      return found && (await statusOf(queues, found.queue, found.job));
    },
    async list(state, limit) {
      const all = await queues.all();
      const found = await Promise.all(all.map((queue) => listedIn(queue, state, limit)));
      const order = state === "waiting" ? 1 : -1;
      return found
        .flat()
        .toSorted((a, b) => order * (a.at - b.at))
        .slice(0, limit);
    },
    async counts() {
      const all = await queues.all();
      const types = ["waiting", "delayed", "active", "failed"] as const;
      const counts = await Promise.all(all.map((queue) => queue.getJobCounts(...types)));
      const sum = (type: (typeof types)[number]) =>
        counts.reduce((total, one) => total + (one[type] ?? 0), 0);
      return {
        waiting: sum("waiting") + sum("delayed"),
        running: sum("active"),
        failed: sum("failed"),
      };
    },
  };
}

/** What people and domains decide about jobs. */
export function decidedIn(
  queues: Queues,
  cancellation: Cancellation,
): Pick<Jobs, "cancel" | "retry" | "discard"> {
  async function failed(job: string, key: string): Promise<BullJob | null> {
    const found = await find(queues, job, key);
    return found && (await found.job.isFailed()) ? found.job : null;
  }

  return {
    async cancel(job, key) {
      const found = await find(queues, job, key);
      return found !== null && (await cancellation.cancel(found.queue, found.job));
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
  };
}
