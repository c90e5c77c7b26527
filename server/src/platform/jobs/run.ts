import type { Guard } from "@warmline/shared/store/port.ts";
import type { JobProgress } from "@warmline/shared/jobs/model.ts";

/** What a handler is told about its run, and what it may say. */
export interface JobRun {
  /**
   * Aborted when the deadline is over, when the job is cancelled, when this process stops and when
   * another process may have taken the job over; `reason` is a `RunAborted`. Work ends soon after.
   */
  readonly signal: AbortSignal;
  /** Which run of the job it is: 1, 2, 3 …, never twice. */
  readonly number: number;
  /** Says how far it is; told on once a second at most. */
  progress(state: JobProgress): void;
  /**
   * What the commits of this run carry, so that the store refuses them as soon as a later run has
   * asked for its own. Throws `RunAborted` when that is so already.
   */
  fence(): Promise<Guard>;
}

/** Why a run was ended from outside. */
export type AbortCause = "deadline" | "cancelled" | "stopping" | "lost";

/** The reason of a run's signal. `lost`: another process may hold the job; nothing counts now. */
export class RunAborted extends Error {
  override readonly name = "RunAborted";
  readonly why: AbortCause;
  constructor(why: AbortCause) {
    super(`the run was ended: ${why}`);
    this.why = why;
  }
}
