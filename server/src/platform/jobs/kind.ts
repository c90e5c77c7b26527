/** When a repeated job is due: so long after it ended, or at a time of the city's day (`03:10`). */
export type Schedule = { readonly everyMs: number } | { readonly dailyAt: string };

/** What engines know of a job; who wants one done needs no more either. See job.ts. */
export interface JobKind<P = unknown> {
  readonly name: string;
  readonly deadlineMs: number;
  readonly repeat?: Schedule;
  readonly attempts: number;
  readonly backoffMs: number;
  readonly atOnce: number;
  /** Carries the type of what it is given; never present at run time. */
  readonly payload?: P;
}

/** A repeated job is one job for good, under this key. */
export const REPEATED = "repeated";
