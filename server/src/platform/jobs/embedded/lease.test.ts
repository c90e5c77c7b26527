import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { storedJobs, type StoredJob } from "@warmline/shared/jobs/model.ts";
import { EPOCH } from "@warmline/shared/kernel/time.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { openSqliteStore } from "../../stores/sqlite/open.ts";
import { makeLease } from "./lease.ts";

const HOUR_MS = 3_600_000;

/** A job that was just claimed, in a store of its own, with what its run was told. */
async function claimed(leaseMs: number) {
  const folder = await mkdtemp(join(tmpdir(), "warmline-lease-"));
  const file = join(folder, "jobs.sqlite");
  const store = await openSqliteStore({ file, collections: [storedJobs] });
  onTestFinished(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });
  const body = {
    id: "test.work/one",
    job: "test.work",
    key: "one",
    state: "running" as const,
    repeats: false,
    payload: null,
    enqueuedAt: EPOCH,
    at: EPOCH,
    runs: 1,
    failures: 0,
    holder: "first",
  };
  await store.commit([insert(storedJobs, body)]);
  const job: StoredJob = { ...body, rev: 1 };
  const told: string[] = [];
  const stopping = new AbortController();
  const lease = makeLease({
    stopping: stopping.signal,
    store,
    leaseMs,
    claimed: job,
    claimedAt: performance.now(),
    abort: (why) => told.push(why),
  });
  onTestFinished(() => lease.drop());
  const now = async () => (await store.get(storedJobs, job.id))!;
  return { store, job, lease, told, now, stopping };
}

const done = (current: StoredJob) => ({ ...current, state: "done" as const });

test("who took the job over is not written over, however sure the first holder was", async () => {
  const { store, job, lease, told, now } = await claimed(HOUR_MS);
  await store.commit([replace(storedJobs, job, { ...job, runs: 2, holder: "second" })]);
  await lease.end(done);
  expect(told).toEqual(["lost"]);
  expect(await now()).toMatchObject({ state: "running", runs: 2, holder: "second" });
  await lease.write(done);
  expect((await now()).rev).toBe(2);
});

test("a cancellation is heard when the lease is renewed, and what was written stays", async () => {
  const { store, job, lease, told, now } = await claimed(HOUR_MS);
  await store.commit([replace(storedJobs, job, { ...job, cancelAsked: true })]);
  await lease.write((current) => ({ ...current, progress: { done: 1, of: 2 } }));
  expect(told).toEqual(["cancelled"]);
  expect(await now()).toMatchObject({ cancelAsked: true, progress: { done: 1, of: 2 } });
});

test("a holder that cannot renew it gives up before another may begin", async () => {
  const { lease, told, now } = await claimed(200);
  await expect.poll(() => told).toEqual(["lost"]);
  await lease.end(done);
  expect(await now()).toMatchObject({ state: "running", rev: 1 });
});

test("a process that is to end does not wait for a store that is away", async () => {
  const { store, lease, stopping } = await claimed(HOUR_MS);
  await store.close();
  let over = false;
  const end = lease.end(done).then(() => (over = true));
  await sleep(500);
  expect(over).toBe(false);
  stopping.abort();
  await end;
  await expect(lease.write(done)).resolves.toBeUndefined();
});
