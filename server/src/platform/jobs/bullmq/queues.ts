import { Queue } from "bullmq";
import type { Redis } from "ioredis";

/** What a job carries in Redis beside what BullMQ itself keeps. */
export interface JobData {
  readonly payload: unknown;
  readonly repeats: boolean;
  readonly cancelAsked?: true;
  /** Of a repeated job: failures in a row with the last reason, and how many losses are counted. */
  readonly failures?: number;
  readonly error?: string;
  readonly losses?: number;
}

/** Ended jobs are known for a week. */
export const REMEMBERED = { age: 7 * 86_400 };

export type JobQueue = Queue<JobData, string, string>;

/** One queue a kind of job, so that a flood of one keeps no other waiting. */
export interface Queues {
  /** The queue of a kind; it exists from now on. */
  of(job: string): Promise<JobQueue>;
  /** The queue of a kind that some node has used; null: nobody has. */
  known(job: string): Promise<JobQueue | null>;
  all(): Promise<JobQueue[]>;
  /** When a delayed job is due; null when it is not delayed. */
  dueAt(queue: JobQueue, id: string): Promise<number | null>;
  close(): Promise<void>;
}

/** BullMQ sorts delayed jobs by their time and, in twelve more bits, by their order. */
const ORDER = 0x1000;

export function openQueues(
  client: Redis,
  prefix: string,
  onError: (error: unknown) => void,
): Queues {
  const names = `${prefix}:job-kinds`;
  const opened = new Map<string, JobQueue>();

  function open(job: string): JobQueue {
    const before = opened.get(job);
    if (before !== undefined) return before;
    const queue: JobQueue = new Queue(job, { connection: client, prefix });
    queue.on("error", onError);
    opened.set(job, queue);
    return queue;
  }

  return {
    async of(job) {
      if (!opened.has(job)) await client.sadd(names, job);
      return open(job);
    },
    async known(job) {
      if (opened.has(job) || (await client.sismember(names, job)) === 1) return open(job);
      return null;
    },
    async all() {
      return (await client.smembers(names)).toSorted().map(open);
    },
    async dueAt(queue, id) {
      const score = await client.zscore(queue.toKey("delayed"), id);
      return score === null ? null : Math.floor(Number(score) / ORDER);
    },
    async close() {
      await Promise.all([...opened.values()].map((queue) => queue.close()));
    },
  };
}
