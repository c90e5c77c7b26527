import type { Deps } from "../deps.ts";
import type { JobKind, Schedule } from "./kind.ts";
import type { BoundJob } from "./port.ts";
import type { JobRun } from "./run.ts";

/**
 * Work that outlives its process (作业): begun when it is due, on any node but on one at a time,
 * and again when it failed or its process died. It may therefore be done twice, and must bear it.
 */
export interface Job<P = unknown> extends JobKind<P> {
  /** Whether there may be anything to do for it as this process is set up; left out: always. */
  wanted?(config: Deps["config"]): boolean;
  run(deps: Deps, payload: P, run: JobRun): Promise<void>;
}

export interface JobDeclaration<P> {
  /** Domain and work, such as `cases.sweep-files`; pages call it by `job.<name>`. */
  readonly name: string;
  /** A run is over after so long. */
  readonly deadlineMs: number;
  /** Left out: it is done once for each key that it is wanted under. */
  readonly repeat?: Schedule;
  /** Runs before it is given up; a repeated job never is. */
  readonly attempts?: number;
  /** The pause after the first failure; it doubles with each. */
  readonly backoffMs?: number;
  /** Runs of this kind at the same time in one process. */
  readonly atOnce?: number;
  wanted?(config: Deps["config"]): boolean;
  run(deps: Deps, payload: P, run: JobRun): Promise<void>;
}

/** Declares a job, with five attempts, one second of pause and one run at once if not said. */
export function job<P = null>(declared: JobDeclaration<P>): Job<P> {
  return { attempts: 5, backoffMs: 1_000, atOnce: 1, ...declared };
}

/** Jobs as an engine takes them, with their dependencies in them. */
export function bindJobs(deps: Deps, jobs: readonly Job[]): BoundJob[] {
  return jobs
    .filter((one) => one.wanted?.(deps.config) ?? true)
    .map((one) => ({ ...one, run: (payload, run) => one.run(deps, payload, run) }));
}
