import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { pino } from "pino";
import { afterEach, beforeEach, expect } from "vitest";
import { jobFences, storedJobs, type JobState } from "@warmline/shared/jobs/model.ts";
import { instantOf } from "@warmline/shared/kernel/time.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { openSqliteStore } from "../../stores/sqlite/open.ts";
import { openBullJobs } from "../bullmq/open.ts";
import { openEmbeddedJobs } from "../embedded/open.ts";
import type { BoundJob, Jobs } from "../port.ts";
import type { JobRun } from "../run.ts";

/** For tests only: where the nodes of one test meet. */
export interface Place {
  /** The document store, which holds the jobs or the fences alone. */
  readonly file: string;
  /** Redis, for BullMQ; absent: embedded. */
  readonly redis?: { readonly url: string; readonly prefix: string };
}

export interface Node {
  readonly jobs: Jobs;
  readonly store: Store;
  close(): Promise<void>;
}

/** Short, so that the suite is; long enough that a busy machine does not lose it by chance. */
export const LEASE_MS = 1_500;
const LOOK_MS = 400;

export async function openNode({ file, redis }: Place): Promise<Node> {
  const store = await openSqliteStore({ file, collections: [storedJobs, jobFences] });
  const common = {
    store,
    clock: { now: () => instantOf(Date.now()) },
    ids: { next: () => randomUUID() },
    log: pino({ level: process.env["JOBS_LOG"] ?? "silent" }),
    leaseMs: LEASE_MS,
    lookMs: LOOK_MS,
  };
  const jobs =
    redis === undefined ? openEmbeddedJobs(common) : openBullJobs({ ...common, ...redis });
  return {
    jobs,
    store,
    async close() {
      await jobs.close();
      await store.close();
    },
  };
}

/** For a describe block: a place of its own for each test, and nodes that end with it. */
export function ownPlace(redisUrl: string | undefined) {
  let folder: string;
  let place: Place;
  const nodes: Node[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "warmline-jobs-"));
    const prefix = `warmline-test-${randomUUID()}`;
    const file = join(folder, "jobs.sqlite");
    place = redisUrl === undefined ? { file } : { file, redis: { url: redisUrl, prefix } };
  });
  afterEach(async () => {
    await Promise.all(nodes.splice(0).map((node) => node.close()));
    await rm(folder, { recursive: true, force: true });
    if (place.redis !== undefined) await forget(place.redis);
  });
  return {
    get place() {
      return place;
    },
    async node(...jobs: BoundJob[]): Promise<Node> {
      const node = await openNode(place);
      nodes.push(node);
      if (jobs.length > 0) await node.jobs.work(jobs);
      return node;
    },
  };
}

/** Tests leave nothing behind in a Redis that others use, too. */
async function forget({ url, prefix }: NonNullable<Place["redis"]>): Promise<void> {
  const client = new Redis(url);
  for await (const keys of client.scanStream({ match: `${prefix}*`, count: 500 })) {
    if (keys.length > 0) await client.del(...(keys as string[]));
  }
  client.disconnect();
}

export type OwnPlace = ReturnType<typeof ownPlace>;

/** A kind that pauses for little after a failure, and does what the test says. */
export function kind(
  run: (payload: never, run: JobRun) => Promise<void> | void,
  how: Partial<BoundJob> = {},
): BoundJob {
  return {
    name: "test.work",
    deadlineMs: 60_000,
    attempts: 3,
    backoffMs: 100,
    atOnce: 1,
    ...how,
    run: async (payload, one) => run(payload as never, one),
  };
}

export async function reaches(node: Node, key: string, state: JobState): Promise<void> {
  const read = async () => (await node.jobs.read("test.work", key))?.state;
  await expect.poll(read, { timeout: 15_000, interval: 20 }).toBe(state);
}

/** Resolves when the run's signal is aborted, with why. */
export function untilAborted({ signal }: JobRun): Promise<unknown> {
  return new Promise((done) => {
    signal.addEventListener("abort", () => done(signal.reason), { once: true });
  });
}
