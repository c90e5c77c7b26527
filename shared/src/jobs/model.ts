import type { Instant } from "../kernel/time.ts";
import { collection, type Stored } from "../store/collection.ts";

/** How a job stands. `failed`: it was given up and waits for a person (dead letter, 死信). */
export const JOB_STATES = ["waiting", "running", "failed", "done", "cancelled"] as const;
export type JobState = (typeof JOB_STATES)[number];

/** How far a run is, in whatever it counts. */
export interface JobProgress {
  readonly done: number;
  readonly of: number;
  readonly stage?: string;
}

/** What is kept of a failure in place of a message: pages have a sentence for each. */
export const PROCESS_LOST = "process-lost";
export const DEADLINE_PASSED = "deadline-passed";

/** A job as it stands, on whichever engine. */
export interface JobStatus {
  /** Its kind, such as `cases.sweep-files`. */
  readonly job: string;
  /** Which of its kind: given by whoever wanted it done. */
  readonly key: string;
  readonly state: JobState;
  readonly repeats: boolean;
  readonly enqueuedAt: Instant;
  /** When it is due, began or ended, by its state. */
  readonly at: Instant;
  /** How often it was begun. */
  readonly runs: number;
  /** How often in a row it failed, and why the last time: a message or one of the above. */
  readonly failures: number;
  readonly error?: string;
  readonly progress?: JobProgress;
  readonly cancelAsked: boolean;
}

/**
 * A job of the engine that keeps them in the store itself, named `<job>/<key>`. Its revision is its
 * lease: whoever runs it writes it again and again, and the next claim outdates whatever the last
 * holder still wants to write.
 */
export interface StoredJob extends Stored {
  readonly job: string;
  readonly key: string;
  /** `discarded`: a person gave it up; it counts as absent. */
  readonly state: JobState | "discarded";
  readonly repeats: boolean;
  /** Null once it has ended well. */
  readonly payload: unknown;
  readonly enqueuedAt: Instant;
  readonly at: Instant;
  readonly runs: number;
  readonly failures: number;
  readonly error?: string;
  readonly progress?: JobProgress;
  readonly cancelAsked?: true;
  /** Which run holds it, unlike every other. */
  readonly holder?: string;
}

export const storedJobs = collection<StoredJob>("jobs", {
  indexes: { byJob: ["state", "job", "at"], byState: ["state", "at"] },
});

/**
 * The newest run of a job that has asked for a fence, named `<job>/<key>@<enqueued at>`: commits of
 * an older run are held against it and refused.
 */
export interface JobFence extends Stored {
  readonly run: number;
}

export const jobFences = collection<JobFence>("jobFences");

/** What a person decided on a failed job, named `<job>/<key>@<enqueued at>@<run>`: once a run. */
export interface JobDecision extends Stored {
  readonly job: string;
  readonly key: string;
  readonly decision: "retry" | "discard";
  readonly error: string | null;
}

export const jobDecisions = collection<JobDecision>("jobDecisions", { appendOnly: true });
