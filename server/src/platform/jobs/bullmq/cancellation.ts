import type { Redis } from "ioredis";
import type { JobQueue } from "./queues.ts";
import type { BullJob } from "./status.ts";

/** Tells every node that a job is cancelled; what stays in the job is looked at as well. */
export interface Cancellation {
  /** False: there is nothing to cancel, or it was asked for already. */
  cancel(queue: JobQueue, job: BullJob): Promise<boolean>;
  /** From now on this node hears of it. */
  listen(): Promise<void>;
  close(): Promise<void>;
}

export function openCancellation(
  client: Redis,
  patient: Redis,
  prefix: string,
  onCancel: (job: string, id: string) => void,
): Cancellation {
  const channel = `${prefix}:job-cancelled`;
  let subscriber: Redis | undefined;
  return {
    async cancel(queue, job) {
      const { id = "", data } = job;
      const state = await queue.getJobState(id);
      const waits = state === "waiting" || state === "delayed";
      if (data.cancelAsked || (state !== "active" && (!waits || data.repeats))) return false;
      await job.updateData({ ...data, cancelAsked: true });
      // It is handed to a worker that ends it at once, and leaves the waiting ones that way.
      if (state === "delayed") await job.promote();
      await client.publish(channel, `${queue.name} ${id}`);
      return true;
    },
    async listen() {
      if (subscriber !== undefined) return;
      subscriber = patient.duplicate();
      subscriber.on("error", () => undefined); // `patient` tells the same.
      subscriber.on("message", (_channel, message) => {
        const [job = "", id = ""] = message.split(" ");
        onCancel(job, id);
      });
      await subscriber.subscribe(channel);
    },
    async close() {
      subscriber?.disconnect();
    },
  };
}
