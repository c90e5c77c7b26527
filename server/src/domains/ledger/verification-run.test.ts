import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { verificationRuns } from "@warmline/shared/ledger/verification.ts";
import { replace } from "@warmline/shared/store/write.ts";
import type { VerificationAnswer } from "@warmline/shared/ledger/api.ts";
import { openTestDeps, startTestServer, type TestAnswer, type TestServer } from "../../testing.ts";
import { closeAndDrop, onEachEngine } from "../../engines-fixture.ts";
import { charge } from "./charge-commands.ts";
import { audit } from "@warmline/shared/audit/model.ts";
import { openEmbeddedJobs } from "../../platform/jobs/embedded/open.ts";
import { bindJobs } from "../../platform/jobs/job.ts";
import { caller, done, settle, stream } from "./testing.ts";
import { startVerification } from "./verification-commands.ts";
import { verificationJob } from "./verification-job.ts";

let server: TestServer;
let auditor: string;

async function begin(settings: Record<string, string> = {}): Promise<void> {
  server = await startTestServer(settings);
  for (const id of await settle(server.deps, 3)) {
    await done(server.deps, caller(), charge, { id, season: "2025-2026" });
  }
  auditor = (await server.signIn(["auditor"])).cookie;
}

function post(path: string, body: object = {}, cookie = auditor): Promise<TestAnswer> {
  return server.request(`/api/ledger/${path}`, { cookie, body });
}

async function read(): Promise<VerificationAnswer> {
  return (await server.request("/api/ledger/verification", { cookie: auditor })).body;
}

async function start(): Promise<TestAnswer> {
  return post("verification", { seen: (await read())?.runId ?? null });
}

async function ended(): Promise<VerificationAnswer> {
  await expect.poll(async () => (await read()).state, { timeout: 15_000 }).not.toBe("running");
  return read();
}

/** As somebody does who has the file: the guards are dropped first. */
function tamper(): void {
  const database = new DatabaseSync(join(server.deps.config.DATA_DIR, "warmline.sqlite"));
  database.exec(`DROP TRIGGER "entries.noUpdate"`);
  database.exec(
    "UPDATE entries SET body = json_set(body, '$.place', 'x') WHERE body LIKE '%account/h1%'",
  );
  database.close();
}

onEachEngine((settings) => {
  test("a run goes beside the requests, and says how it ended", async () => {
    await begin(settings);
    expect(await read()).toBeNull();
    const started = await start();
    expect(started.body).toMatchObject({ state: "running", cancelAsked: false, progress: null });
    const run = await ended();
    const head = await server.deps.store.head();
    expect(run).toMatchObject({
      runId: started.body.runId,
      state: "sound",
      report: { entries: 3, households: 3, findings: [] },
    });
    expect(run.report?.commits).toBeLessThanOrEqual(head);
    await closeAndDrop(server);
  });
});

describe("on the one journal", () => {
  beforeEach(() => begin());
  afterEach(() => server.close());

  test("one run at a time, cancelled by whoever may start one, and begun anew", async () => {
    const answers = await Promise.all([start(), start(), start()]);
    const codes = answers.map(({ status, body }): string =>
      status === 200 ? "started" : body.code,
    );
    expect(codes.toSorted()).toEqual(["started", "verification-running", "verification-running"]);
    const { runId } = await read();
    expect((await post("verification", { seen: null })).body.code).toBe("verification-running");
    expect((await post("verification/cancel", { runId: "another" })).body.code).toBe(
      "verification-not-running",
    );
    const finance = await server.signIn(["finance"]);
    expect((await post("verification/cancel", { runId }, finance.cookie)).status).toBe(200);
    expect((await ended()).state).toBe("cancelled");
    expect((await post("verification/cancel", { runId })).body.code).toBe(
      "verification-not-running",
    );
    expect((await post("verification", { seen: null })).body.code).toBe("changed-meanwhile");
    expect((await start()).status).toBe(200);
    expect((await ended()).state).toBe("sound");
    const page = await server.request("/api/audit?subject=verificationRuns%2Fjournal", {
      cookie: auditor,
    });
    expect(page.body.rows.map(({ command }: { command: string }) => command)).toEqual([
      "ledger.end-verification",
      "ledger.start-verification",
      "ledger.end-verification",
      "ledger.cancel-verification",
      "ledger.start-verification",
    ]);
  });

  test("the first entry that was tampered with is named, with its household", async () => {
    await start();
    const sound = await ended();
    tamper();
    await start();
    const { state, report, before } = await ended();
    expect(state).toBe("tampered");
    const [entry] = await stream(server.deps, "h1");
    expect(report?.findings).toMatchObject([
      { kind: "hash", householdId: "h1", seq: 1, number: "100000001", name: "张三" },
    ]);
    expect(report?.findings[0]?.entryId).toBe(entry?.id);
    const { startedBy, endedAt } = sound;
    expect(before).toEqual({ state: "sound", startedBy, endedAt, entries: 3, households: 3 });
  });

  test("the same key again begins no second run", async () => {
    const again = { cookie: auditor, body: { seen: null }, key: "verify-once" };
    const first = await server.request("/api/ledger/verification", again);
    await ended();
    const second = await server.request("/api/ledger/verification", again);
    expect(second.body).toMatchObject({ runId: first.body.runId, state: "sound" });
  });

  test("one that no process goes on with is interrupted, and stands in nobody's way", async () => {
    await start();
    await ended();
    const { store } = server.deps;
    const run = (await store.get(verificationRuns, "journal"))!;
    const { report: _, endedAt: __, ...rest } = run;
    const lost = { ...rest, runId: "never ordered", state: "running" as const };
    await store.commit([replace(verificationRuns, run, lost)]);
    expect((await start()).body.code).toBe("verification-running");
    server.deps.advance(11_000);
    expect((await read()).state).toBe("interrupted");
    expect((await start()).status).toBe(200);
    expect((await ended()).state).toBe("sound");
  });

  test("is for the city's finance and auditors alone", async () => {
    const cashier = await server.signIn(["cashier"]);
    const local = await server.signIn(["auditor"], { kind: "branch", branchId: "branch-1" });
    expect((await post("verification", { seen: null }, cashier.cookie)).body.code).toBe(
      "forbidden",
    );
    expect((await post("verification", { seen: null }, local.cookie)).body.code).toBe(
      "out-of-scope",
    );
    const cancel = await post("verification/cancel", { runId: "x" }, local.cookie);
    expect(cancel.body.code).toBe("out-of-scope");
    const { cookie } = local;
    expect((await server.request("/api/ledger/verification", { cookie })).body.code).toBe(
      "out-of-scope",
    );
  });
});

test("a process that stops gives its run back, and the next one ends it", async () => {
  const deps = await openTestDeps();
  const jobs = bindJobs(deps, [verificationJob]);
  const started = await startVerification(deps, caller(), { seen: null });
  expect(started.ok).toBe(true);
  await deps.jobs.work(jobs);
  const runs = async () => (await deps.jobs.list("running", 1)).length;
  await expect.poll(runs).toBe(1);
  await deps.jobs.stop();
  const run = async () => (await deps.store.get(verificationRuns, "journal"))?.state;
  expect(await run()).toBe("running");
  const next = openEmbeddedJobs(deps);
  await next.work(jobs);
  await expect.poll(run, { timeout: 15_000 }).toBe("sound");
  const audited = await deps.store.find(audit, {
    index: "byCommand",
    where: { command: "ledger.end-verification" },
  });
  expect(audited).toHaveLength(1);
  await next.close();
  await deps.close();
});
