import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { journalWalks } from "@warmline/shared/ledger/types.ts";
import { WALK_SILENT_MS } from "@warmline/shared/ledger/walk.ts";
import { replace } from "@warmline/shared/store/write.ts";
import type { WalkAnswer } from "@warmline/shared/wire/ledger.ts";
import { openTestDeps, startTestServer, type TestAnswer, type TestServer } from "../testing.ts";
import { charge } from "./charge.ts";
import { startWalk } from "./start-walk.ts";
import { caller, dropMongo, MONGO_URL, settle, stream } from "./testing.ts";
import { makeWalker } from "./walker.ts";

let server: TestServer;
let auditor: string;

async function begin(settings: Record<string, string> = {}): Promise<void> {
  server = await startTestServer(settings);
  for (const householdId of await settle(server.deps, 3)) {
    await charge(server.deps, caller(), { householdId, season: "2025-2026" });
  }
  auditor = (await server.signIn(["auditor"])).cookie;
}

function post(path: string, body: object = {}, cookie = auditor): Promise<TestAnswer> {
  return server.request(`/api/ledger/${path}`, { cookie, body });
}

async function read(): Promise<WalkAnswer> {
  return (await server.request("/api/ledger/walk", { cookie: auditor })).body;
}

async function start(): Promise<TestAnswer> {
  return post("walk", { seen: (await read())?.runId ?? null });
}

async function ended(): Promise<WalkAnswer> {
  await expect.poll(async () => (await read()).state, { timeout: 15_000 }).not.toBe("running");
  return read();
}

/** As somebody does who has the file: the guards are dropped first. */
function tamper(): void {
  const database = new DatabaseSync(join(server.deps.config.DATA_DIR, "warmline.sqlite"));
  database.exec(`DROP TRIGGER "entries.noUpdate"`);
  database.exec("UPDATE entries SET body = json_set(body, '$.at', 1) WHERE body LIKE '%\"h1\"%'");
  database.close();
}

const engines: [string, Record<string, string> | null][] = [
  ["SQLite", {}],
  [
    "MongoDB",
    MONGO_URL === undefined
      ? null
      : {
          PROFILE: "cluster",
          MONGO_URL,
          REDIS_URL: process.env["WARMLINE_TEST_REDIS_URL"] ?? "",
          MONGO_DATABASE: `warmline_test_walk_${process.pid}`,
        },
  ],
];

describe.each(engines)("a walk on %s", (_engine, settings) => {
  test.skipIf(settings === null)("goes beside the requests, and says how it ended", async () => {
    await begin(settings ?? {});
    expect(await read()).toBeNull();
    const started = await start();
    expect(started.body).toMatchObject({ state: "running", cancelAsked: false, progress: null });
    const walk = await ended();
    const head = await server.deps.store.head();
    expect(walk).toMatchObject({
      runId: started.body.runId,
      state: "sound",
      report: { entries: 3, households: 3, findings: [] },
    });
    expect(walk.report?.commits).toBeLessThanOrEqual(head);
    await server.close();
    if (settings?.["PROFILE"] === "cluster") await dropMongo(server.deps.config.MONGO_DATABASE);
  });
});

describe("on the one journal", () => {
  beforeEach(() => begin());
  afterEach(() => server.close());

  test("one walk at a time, cancelled by whoever may start one, and begun anew", async () => {
    const answers = await Promise.all([start(), start(), start()]);
    const codes = answers.map(({ status, body }): string =>
      status === 200 ? "started" : body.code,
    );
    expect(codes.toSorted()).toEqual(["started", "walk-running", "walk-running"]);
    const { runId } = await read();
    expect((await post("walk", { seen: null })).body.code).toBe("walk-running");
    expect((await post("walk/cancel", { runId: "another" })).body.code).toBe("walk-not-running");
    const finance = await server.signIn(["finance"]);
    expect((await post("walk/cancel", { runId }, finance.cookie)).status).toBe(200);
    expect((await ended()).state).toBe("cancelled");
    expect((await post("walk/cancel", { runId })).body.code).toBe("walk-not-running");
    expect((await post("walk", { seen: null })).body.code).toBe("changed-meanwhile");
    expect((await start()).status).toBe(200);
    expect((await ended()).state).toBe("sound");
    const page = await server.request("/api/audit?subject=journalWalks%2Fjournal", {
      cookie: auditor,
    });
    expect(page.body.rows.map(({ command }: { command: string }) => command)).toEqual([
      "ledger.end-walk",
      "ledger.start-walk",
      "ledger.end-walk",
      "ledger.cancel-walk",
      "ledger.start-walk",
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
      { kind: "content", householdId: "h1", seq: 1, number: "100000001", name: "张三" },
    ]);
    expect(report?.findings[0]?.entryId).toBe(entry?.id);
    const { startedBy, endedAt } = sound;
    expect(before).toEqual({ state: "sound", startedBy, endedAt, entries: 3, households: 3 });
  });

  test("one whose process is gone is interrupted, and stands in nobody's way", async () => {
    await start();
    await ended();
    const { store } = server.deps;
    const walk = (await store.get(journalWalks, "journal"))!;
    const { report: _, endedAt: __, ...running } = walk;
    await store.commit([replace(journalWalks, walk, { ...running, state: "running" })]);
    expect((await start()).body.code).toBe("walk-running");
    server.deps.advance(WALK_SILENT_MS + 1_000);
    expect((await read()).state).toBe("interrupted");
    expect((await start()).status).toBe(200);
  });

  test("is for the city's finance and auditors alone", async () => {
    const cashier = await server.signIn(["cashier"]);
    const local = await server.signIn(["auditor"], { kind: "branch", branchId: "branch-1" });
    expect((await post("walk", { seen: null }, cashier.cookie)).body.code).toBe("forbidden");
    expect((await post("walk", { seen: null }, local.cookie)).body.code).toBe("out-of-scope");
    const cancel = await post("walk/cancel", { runId: "x" }, local.cookie);
    expect(cancel.body.code).toBe("out-of-scope");
    const { cookie } = local;
    expect((await server.request("/api/ledger/walk", { cookie })).body.code).toBe("out-of-scope");
  });
});

test("a process that stops leaves no walk running", async () => {
  const deps = await openTestDeps();
  const walker = makeWalker(deps, deps.config);
  const started = await startWalk(deps, walker, caller(), { seen: null });
  expect(started.ok).toBe(true);
  await walker.stop();
  const walk = await deps.store.get(journalWalks, "journal");
  expect(walk).toMatchObject({ state: "interrupted" });
  await deps.close();
});
