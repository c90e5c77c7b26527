import type { LiveRow } from "@warmline/shared/api/live.ts";
import { io } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CaseRow } from "@warmline/shared/cases/live.ts";
import type { RowChange } from "@warmline/shared/api/live.ts";
import type { Case } from "@warmline/shared/cases/model.ts";
import { cases } from "@warmline/shared/cases/model.ts";
import type { LiveView } from "../../platform/realtime/view.ts";
import { openTestDeps, startTestServer, type TestDeps, type TestServer } from "../../testing.ts";
import { seeCase } from "./see-case.ts";
import { serveCase, serveHouseholdCases } from "./case-views.ts";
import { serveCases } from "./cases-view.ts";
import { fileCase } from "./file-case.ts";
import { clearHousehold, setHousehold } from "./description-commands.ts";
import { assign } from "./dispatch-commands.ts";
import { withdraw } from "./follow-up-commands.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import * as it from "./fixture.ts";

const worker = it.worker.actor;
const everyRoom = () => true;

async function opened(deps: TestDeps): Promise<Case> {
  const given = { householdId: it.eastHome.id, separate: true };
  const filed = await runCommand(deps, it.agent, fileCase, it.reportWith(given));
  return current(deps, filed.ok ? filed.value.id : "");
}

async function current(deps: TestDeps, id: string): Promise<Case> {
  const seen = await seeCase(deps, it.agent, id);
  if (!seen.ok) throw new Error(seen.code);
  return seen.value;
}

async function roomFor<P, R extends LiveRow>(
  view: LiveView<P, R>,
  actor: Parameters<LiveView["join"]>[0],
  params: P,
): Promise<string> {
  const joined = await view.join(actor, params);
  return joined.ok ? joined.room : joined.code;
}

describe("the view of open cases", () => {
  let deps: TestDeps;
  beforeAll(async () => {
    deps = await openTestDeps();
    await it.furnish(deps);
  });
  afterAll(() => deps.close());

  test("a case that moves to another branch or closes leaves, by name", async () => {
    const view = serveCases(deps);
    const caseRecord = await opened(deps);
    const east = await roomFor(view, worker, {});
    const west = await roomFor(view, it.stranger.actor, {});
    const city = await roomFor(view, it.agent.actor, {});
    const ids = async (room: string) => (await view.snapshot(room)).map(({ id }) => id);
    expect([await ids(east), await ids(west), await ids(city)]).toEqual([
      [caseRecord.id],
      [],
      [caseRecord.id],
    ]);
    await runCommand(deps, it.supervisor, assign, { id: caseRecord.id, branchId: it.WEST });
    const moved = await view.changed("cases", await current(deps, caseRecord.id), everyRoom);
    const told = moved.map(({ room, row }) => [room, (row as CaseRow | null)?.state ?? null]);
    expect(new Map(told as [string, unknown][])).toEqual(
      new Map<string, unknown>([
        [east, null],
        [west, "assigned"],
        [city, "assigned"],
      ]),
    );
    await runCommand(deps, it.agent, withdraw, { id: caseRecord.id, description: "不冷了" });
    const closed = await view.changed("cases", await current(deps, caseRecord.id), everyRoom);
    expect(closed.map(({ row }) => row)).toEqual([null, null]);
    expect([await ids(east), await ids(west), await ids(city)]).toEqual([[], [], []]);
  });

  test("an older revision never comes back", async () => {
    const view = serveCases(deps);
    const before = await opened(deps);
    const east = await roomFor(view, worker, {});
    await view.snapshot(east);
    await runCommand(deps, it.dispatcher, assign, { id: before.id, branchId: it.EAST });
    await view.changed("cases", await current(deps, before.id), everyRoom);
    expect(await view.changed("cases", before, everyRoom)).toEqual([]);
    const row = (await view.snapshot(east)).find(({ id }) => id === before.id);
    expect([row?.rev, row?.state]).toEqual([2, "assigned"]);
  });

  test("kiosks, televisions and those without the permission stay outside", async () => {
    const view = serveCases(deps);
    const kiosk = { kind: "kiosk", id: "k", name: "k", hallId: "h" } as const;
    expect(await roomFor(view, kiosk, {})).toBe("forbidden");
    expect(await roomFor(view, it.callerOf(["finance"]).actor, {})).toBe("forbidden");
  });

  test("one case: seen by its branch, lost when it moves", async () => {
    const view = serveCase(deps);
    const { id } = await opened(deps);
    const east = await roomFor(view, worker, { id });
    expect(await roomFor(view, it.stranger.actor, { id })).toBe("out-of-scope");
    expect(await roomFor(view, worker, { id: "nothing" })).toBe("not-found");
    expect(await view.snapshot(east)).toHaveLength(1);
    await runCommand(deps, it.supervisor, assign, { id, branchId: it.WEST });
    const changes = await view.changed(cases.name, await current(deps, id), everyRoom);
    expect(changes.find(({ room }) => room === east)?.row).toBeNull();
    expect(await view.snapshot(east)).toEqual([]);
  });
});

describe("the cases of a household", () => {
  let deps: TestDeps;
  beforeAll(async () => {
    deps = await openTestDeps();
    await it.furnish(deps);
  });
  afterAll(() => deps.close());

  const told = async (view: ReturnType<typeof serveHouseholdCases>, id: string) => {
    const changes = await view.changed(cases.name, await current(deps, id), everyRoom);
    return Object.fromEntries(
      changes.map(({ room, row }) => [room, row === null ? "gone" : "row"]),
    );
  };

  test("each follows its household, closed or not, and each branch sees its own", async () => {
    const view = serveHouseholdCases(deps);
    const { id } = await opened(deps);
    const home = await roomFor(view, it.agent.actor, { id: it.eastHome.id });
    const homeInEast = await roomFor(view, worker, { id: it.eastHome.id });
    const homeInWest = await roomFor(view, it.stranger.actor, { id: it.eastHome.id });
    const ids = async (room: string) => (await view.snapshot(room)).map((row) => row.id);
    expect(await told(view, id)).toEqual({ [home]: "row", [homeInEast]: "row" });
    expect([await ids(home), await ids(homeInEast), await ids(homeInWest)]).toEqual([
      [id],
      [id],
      [],
    ]);

    await runCommand(deps, it.supervisor, assign, { id, branchId: it.WEST });
    expect(await told(view, id)).toEqual({
      [home]: "row",
      [homeInEast]: "gone",
      [homeInWest]: "row",
    });
    await runCommand(deps, it.agent, withdraw, { id, description: "好了" });
    expect(await ids(home)).toEqual([id]);
    expect((await told(view, id))[home]).toBe("row");
  });

  test("a case that turns out to be another household's leaves, by name", async () => {
    const view = serveHouseholdCases(deps);
    const { id } = await opened(deps);
    const home = await roomFor(view, it.agent.actor, { id: it.eastHome.id });
    const other = await roomFor(view, it.agent.actor, { id: it.westHome.id });
    await runCommand(deps, it.agent, setHousehold, { id, householdId: it.westHome.id });
    expect(await told(view, id)).toMatchObject({ [home]: "gone", [other]: "row" });
    await runCommand(deps, it.agent, clearHousehold, { id });
    expect(await told(view, id)).toMatchObject({ [home]: "gone", [other]: "gone" });
    expect((await view.snapshot(other)).map((row) => row.id)).not.toContain(id);
  });

  test("what nobody looks at is not made, and strangers stay outside", async () => {
    const view = serveHouseholdCases(deps);
    const { id } = await opened(deps);
    const caseRecord = await current(deps, id);
    expect(await view.changed(cases.name, caseRecord, () => false)).toEqual([]);
    const of = { id: it.eastHome.id };
    expect(await roomFor(view, it.callerOf(["finance"]).actor, of)).toBe("forbidden");
    expect(await roomFor(view, it.agent.actor, { id: "none" })).toBe("not-found");
  });
});

describe("on a socket", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    await it.furnish(server.deps);
  });
  afterAll(() => server.close());

  test("a case filed over HTTP is on the branch's screen", async () => {
    const { cookie } = await server.signIn(["field-worker"], it.inEast);
    const agent = await server.signIn(["agent"]);
    const socket = io(server.url, { transports: ["websocket"], extraHeaders: { cookie } });
    try {
      const snapshot = new Promise((seen) => socket.once("snapshot", seen));
      const joined = await socket.emitWithAck("join", { view: "cases", params: {} });
      expect(joined).toMatchObject({ ok: true, room: `cases/branch/${it.EAST}` });
      expect(await snapshot).toMatchObject({ rows: [], last: true });
      const change = new Promise<{ changes: RowChange[] }>((seen) => socket.once("changes", seen));
      const body = { householdId: it.eastHome.id, category: "leak", description: "暖气漏水" };
      const key = "live-test-0001";
      const filed = await server.request("/api/cases", { cookie: agent.cookie, body, key });
      expect((await change).changes).toMatchObject([
        { id: filed.body.id, rev: 1, row: { number: filed.body.number, state: "new" } },
      ]);
    } finally {
      socket.close();
    }
  });
});
