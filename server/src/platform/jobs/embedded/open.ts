import type { Jobs } from "../port.ts";
import { decidedIn, orderedIn, readIn } from "./documents.ts";
import { makeWorker, type WorkerOptions } from "./worker.ts";

/** `leaseMs`: how long a holder may be silent; `lookMs`: see `WorkerOptions`. */
export type EmbeddedJobsOptions = Omit<WorkerOptions, "leaseMs" | "lookMs"> &
  Partial<Pick<WorkerOptions, "leaseMs" | "lookMs">>;

const LEASE_MS = 30_000;
const LOOK_MS = 60_000;

/**
 * Jobs as documents of the store itself, carried out in this process. Nothing happens before
 * `work`.
 */
export function openEmbeddedJobs(options: EmbeddedJobsOptions): Jobs {
  const worker = makeWorker({ leaseMs: LEASE_MS, lookMs: LOOK_MS, ...options });
  return {
    ...orderedIn(options),
    ...decidedIn(options),
    ...readIn(options),
    work: worker.work,
    stop: worker.stop,
    close: worker.stop,
  };
}
