import type { Instant } from "@warmline/shared/kernel/time.ts";
import type { JobState, JobStatus } from "@warmline/shared/jobs/model.ts";
import type { JobKind } from "./kind.ts";
import type { JobRun } from "./run.ts";

/** A job with its dependencies in it, as an engine carries it out. */
export interface BoundJob extends JobKind {
  run(payload: unknown, run: JobRun): Promise<void>;
}

export interface Order<P> {
  /** Which of its kind: the same key is the same job, however often it is wanted. */
  readonly key: string;
  /** JSON, at most `PAYLOAD_CHARACTERS_MAX` long. */
  readonly payload: P;
  /** Not before then; at once if left out. */
  readonly at?: Instant;
}

export const PAYLOAD_CHARACTERS_MAX = 65_536;

/**
 * Durable jobs. An adapter keeps them in the document store (embedded) or in Redis (BullMQ), and
 * both pass one contract suite (contract.ts). A job is held by one process at a time through a
 * lease; when its holder is silent for the length of it, the job is run again elsewhere.
 */
export interface Jobs {
  /**
   * Wants a job done. A key that is known already changes nothing, whatever its payload; ended jobs
   * are remembered for a week at least.
   */
  enqueue<P>(kind: JobKind<P>, order: Order<P>): Promise<void>;
  /** Null: unknown, discarded or forgotten. */
  read(job: string, key: string): Promise<JobStatus | null>;
  /** Waiting ones in the order in which they are due, others the newest first. */
  list(state: JobState, limit: number): Promise<JobStatus[]>;
  counts(): Promise<Readonly<Record<"waiting" | "running" | "failed", number>>>;
  /**
   * Ends a job that waits and aborts the run of one that runs, wherever that is. False: there is
   * nothing to cancel, or it was asked for already. A repeated job loses the run in hand and no
   * other.
   */
  cancel(job: string, key: string): Promise<boolean>;
  /** A failed job waits again, with all its attempts before it. False: it is none. */
  retry(job: string, key: string): Promise<boolean>;
  /** A failed job is forgotten. False: it is none. */
  discard(job: string, key: string): Promise<boolean>;
  /** This process carries out these, too; those that repeat exist from now on. */
  work(jobs: readonly BoundJob[]): Promise<void>;
  /** Begins nothing more, aborts what runs here and gives it back to others. */
  stop(): Promise<void>;
  /** Stops, and closes what belongs to the engine. */
  close(): Promise<void>;
}
