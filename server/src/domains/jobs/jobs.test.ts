import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { jobDecisions } from "@warmline/shared/jobs/model.ts";
import { jobName } from "@warmline/shared/messages/index.ts";
import { simulatorJob } from "@warmline/demo/simulator-job.ts";
import { modules } from "../../modules.ts";
import type { BoundJob } from "../../platform/jobs/port.ts";
import { startTestServer, type TestServer } from "../../testing.ts";
import { decideOnJob } from "./decide.ts";

let server: TestServer;
let administrator: string;
let broken = true;

const work: BoundJob = {
  name: "test.work",
  deadlineMs: 10_000,
  attempts: 1,
  backoffMs: 10,
  atOnce: 1,
  async run() {
    if (broken) throw new Error("the bank does not answer");
  },
};

beforeAll(async () => {
  server = await startTestServer();
  administrator = (await server.signIn(["administrator"])).cookie;
  await server.deps.jobs.work([work]);
});
afterAll(() => server.close());

const state = async (key: string) => (await server.deps.jobs.read("test.work", key))?.state;

async function failed(key: string): Promise<{ job: string; key: string; runs: number }> {
  broken = true;
  await server.deps.jobs.enqueue(work, { key, payload: { secret: "张三 13912345678" } });
  await expect.poll(() => state(key)).toBe("failed");
  return { job: "test.work", key, runs: 1 };
}

function post(act: "retry" | "discard", body: object, how: { cookie?: string; key?: string } = {}) {
  return server.request(`/api/jobs/${act}`, { cookie: administrator, body, ...how });
}

test("every job of the program has a name in both languages", () => {
  const all = [...modules.flatMap(({ jobs = [] }) => jobs), simulatorJob("")];
  expect(all.length).toBeGreaterThan(2);
  for (const { name } of all) {
    for (const language of ["zh", "en"] as const) expect(jobName(language, name)).not.toBe(name);
  }
});

test("the page shows what was given up and why, and nothing of what it was about", async () => {
  await failed("shown");
  const { cookie } = await server.signIn(["auditor"]);
  const { body } = await server.request("/api/jobs", { cookie });
  expect(body.counts.failed).toBeGreaterThanOrEqual(1);
  expect(body.failed[0]).toMatchObject({
    job: "test.work",
    key: "shown",
    runs: 1,
    error: "the bank does not answer",
  });
  expect(body.waiting).toContainEqual(expect.objectContaining({ job: "cases.sweep-files" }));
  expect(JSON.stringify(body)).not.toContain("张三");
});

test("is for auditors and administrators of the city, and only these decide", async () => {
  const where = { kind: "branch", branchId: "b" } as const;
  const local = await server.signIn(["administrator"], where);
  const look = await server.request("/api/jobs", { cookie: local.cookie });
  expect(look.body.code).toBe("out-of-scope");
  const job = await failed("scoped");
  expect((await post("retry", job, local)).body.code).toBe("out-of-scope");
  for (const role of ["auditor", "finance"] as const) {
    expect((await post("retry", job, await server.signIn([role]))).body.code).toBe("forbidden");
  }
  expect(await state("scoped")).toBe("failed");
});

describe("a job that was given up", () => {
  test("tries again, once for each decision, and the trail says who let it", async () => {
    const job = await failed("again");
    expect((await post("retry", { ...job, runs: 2 })).body.code).toBe("changed-meanwhile");
    expect((await post("retry", job, { key: "decided-once" })).body).toEqual({ done: true });
    await expect
      .poll(() => server.deps.jobs.read("test.work", "again"))
      .toMatchObject({
        state: "failed",
        runs: 2,
      });
    // The same request once more is answered, and does not decide on what failed since.
    expect((await post("retry", job, { key: "decided-once" })).body).toEqual({ done: true });
    expect((await post("retry", job)).body.code).toBe("changed-meanwhile");
    expect(await server.deps.jobs.read("test.work", "again")).toMatchObject({ runs: 2 });
    broken = false;
    expect((await post("retry", { ...job, runs: 2 })).status).toBe(200);
    await expect.poll(() => state("again")).toBe("done");
    expect((await post("retry", { ...job, runs: 3 })).body.code).toBe("job-not-failed");
    const page = await server.request("/api/audit?command=jobs.retry", { cookie: administrator });
    expect(page.body.rows).toHaveLength(2);
    expect(page.body.names[0].text).toBe("test.work · again");
  });

  test("is discarded with a reason, and then gone", async () => {
    const job = await failed("never");
    expect((await post("discard", job)).body.code).toBe("bad-input");
    expect((await post("discard", { ...job, reason: "done by hand" })).status).toBe(200);
    expect(await state("never")).toBeUndefined();
    expect((await post("discard", { ...job, reason: "again" })).body.code).toBe("not-found");
    expect((await post("retry", job)).body.code).toBe("not-found");
    const page = await server.request("/api/audit?command=jobs.discard", { cookie: administrator });
    expect(page.body.rows).toMatchObject([{ reason: "done by hand" }]);
  });

  test("decided on by a node that died before the engine heard of it is not lost", async () => {
    const { deps } = server;
    const job = await failed("half");
    const dying = { ...deps.jobs, retry: () => Promise.reject(new Error("expected by the test")) };
    const actor = { kind: "system", id: "test", name: "test" } as const;
    const caller = { actor, origin: "test", language: "zh" } as const;
    await expect(decideOnJob({ ...deps, jobs: dying }, caller, "retry", job)).rejects.toThrow(
      "expected",
    );
    expect(await state("half")).toBe("failed");
    const other = await post("discard", { ...job, reason: "somebody else" });
    expect(other.body.code).toBe("job-not-failed");
    broken = false;
    expect((await post("retry", job)).status).toBe(200);
    await expect.poll(() => state("half")).toBe("done");
    const status = await deps.jobs.read("test.work", "half");
    const id = `test.work/half@${status?.enqueuedAt}@1`;
    expect(await deps.store.get(jobDecisions, id)).toMatchObject({ rev: 1, decision: "retry" });
  });
});
