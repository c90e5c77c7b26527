import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { done, instant, line, reason } from "../api/fields.ts";
import { JOB_STATES } from "./model.ts";
import { jobPermissions } from "./permissions.ts";

/** HTTP status of each refusal about jobs. */
export const jobRefusals = {
  "job-not-failed": 409,
} as const;

const jobRow = z.strictObject({
  job: z.string(),
  key: z.string(),
  state: z.enum(JOB_STATES),
  repeats: z.boolean(),
  enqueuedAt: instant,
  /** When it is due, began or ended, by its state. */
  at: instant,
  runs: z.int(),
  failures: z.int(),
  error: z.string().optional(),
  progress: z
    .strictObject({ done: z.number(), of: z.number(), stage: z.string().optional() })
    .optional(),
  cancelAsked: z.boolean(),
});
export type JobRow = z.output<typeof jobRow>;

/** So many of each state are shown; `counts` has all. */
export const JOBS_SHOWN = 100;

export const listJobs = endpoint({
  name: "jobs.list",
  method: "get",
  path: "/api/jobs",
  permit: jobPermissions.read,
  summary:
    "Jobs that run, wait or were given up: the first hundred of each, and how many there are",
  answer: z.strictObject({
    counts: z.strictObject({ waiting: z.int(), running: z.int(), failed: z.int() }),
    running: z.array(jobRow),
    waiting: z.array(jobRow),
    failed: z.array(jobRow),
  }),
  refusals: [],
});

const which = {
  job: line(80),
  key: line(200),
  /** As it was seen: another number means that it has been begun since. */
  runs: z.int().min(1).max(1_000_000_000),
};

export const retryJob = endpoint({
  name: "jobs.retry",
  method: "post",
  path: "/api/jobs/retry",
  permit: jobPermissions.decide,
  summary: "Lets a job that was given up try again, with all its attempts",
  body: z.strictObject(which),
  answer: done,
  refusals: ["job-not-failed"],
});

export const discardJob = endpoint({
  name: "jobs.discard",
  method: "post",
  path: "/api/jobs/discard",
  permit: jobPermissions.decide,
  summary: "Forgets a job that was given up: what it was to do is not done",
  body: z.strictObject({ ...which, reason }),
  answer: done,
  refusals: ["job-not-failed"],
});
