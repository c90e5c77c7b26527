import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cases } from "@warmline/shared/cases/model.ts";
import type { Role, Scope } from "@warmline/shared/access/actor.ts";
import { startTestServer, type TestServer } from "../../testing.ts";
import { LiveClient } from "../../platform/realtime/testing.ts";
import { EAST, furnish, storedIncident, untilCase, WEST } from "./fixture.ts";

let server: TestServer;
let cookies: Readonly<Record<"agent" | "supervisor" | "east" | "west", string>>;
beforeAll(async () => {
  // Clusters have a test of their own: here nothing is proposed.
  server = await startTestServer({
    COLD_CLUSTER_UNIT: "1000",
    COLD_CLUSTER_BUILDING: "1000",
    COLD_CLUSTER_STATION: "1000",
  });
  await furnish(server.deps);
  const cookie = async (roles: readonly Role[], scope?: Scope) =>
    (await server.signIn(roles, scope)).cookie;
  cookies = {
    agent: await cookie(["agent"]),
    supervisor: await cookie(["supervisor"]),
    east: await cookie(["dispatcher"], { kind: "branch", branchId: EAST }),
    west: await cookie(["dispatcher"], { kind: "branch", branchId: WEST }),
  };
});
afterAll(() => server.close());

type Who = keyof typeof cookies;

async function get(path: string, who: Who = "supervisor") {
  return server.request(path, { cookie: cookies[who] });
}
async function post(path: string, body: unknown, who: Who = "supervisor") {
  return server.request(path, { cookie: cookies[who], body });
}

/** Of one household each, so that none is attached to another's. */
async function file(home: string, given: object = {}): Promise<string> {
  const about = { householdId: `home-${home}`, category: "not-warm", description: "不热" };
  const filed = await post("/api/cases", { ...about, separate: true, ...given }, "agent");
  expect(filed.status).toBe(200);
  return filed.body.id;
}

async function declare(nodeIds: readonly string[], given: object = {}): Promise<string> {
  const startedAt = server.deps.clock.now() - 60_000;
  const facts = { kind: "outage", nodeIds, description: "主管道漏水", startedAt };
  const declared = await post("/api/incidents", { ...facts, ...given });
  expect(declared.status).toBe(200);
  return declared.body.id;
}

async function step(id: string, verb: string, who: Who = "supervisor") {
  const done = await post(`/api/incidents/${id}/${verb}`, { description: "说明" }, who);
  expect([verb, done.status]).toEqual([verb, 200]);
}

/** So that the next test's cases join nothing of this one's. */
async function drop(id: string) {
  const { state } = await storedIncident(server.deps, id);
  if (state !== "restored") await step(id, "cancel");
}

const joinedTo = (id: string) => (one: { incidentId?: string }) => one.incidentId === id;

describe("what is surely of an incident joins it by itself", () => {
  test("filed before and after; what is elsewhere, apart or of another kind does not", async () => {
    const before = await file("11");
    const incident = await declare(["house-1"]);
    await untilCase(server.deps, before, joinedTo(incident));
    const after = await file("13");
    await untilCase(server.deps, after, joinedTo(incident));
    const others = [
      await file("21"),
      await file("12", { keptApart: true }),
      await file("12", { category: "leak" }),
    ];
    // Whatever would join them has come by when a later one has.
    const last = await file("12");
    const joined = await untilCase(server.deps, last, joinedTo(incident));
    expect([joined.state, joined.open, joined.incidentNumber?.slice(0, 2)]).toEqual([
      "new",
      true,
      "SJ",
    ]);
    for (const id of others) {
      expect((await server.deps.store.get(cases, id))?.incidentId).toBeUndefined();
    }
    const reach = await get(`/api/incidents/${incident}/reach`);
    expect(reach.body).toEqual({ households: 3, cases: 3, openCases: 3 });
    await drop(incident);
  });

  test("a suspected one takes in nothing until it is confirmed", async () => {
    const incident = await declare(["house-2"], { suspected: true });
    const early = await file("21");
    expect((await server.deps.store.get(cases, early))?.incidentId).toBeUndefined();
    await step(incident, "confirm");
    await untilCase(server.deps, early, joinedTo(incident));
    await drop(incident);
  });

  test("what left by hand stays apart, and comes back by hand alone", async () => {
    const incident = await declare(["house-1-u1"]);
    const id = await file("11");
    await untilCase(server.deps, id, joinedTo(incident));
    const path = `/api/incidents/${incident}`;
    const left = await post(`${path}/leave`, { caseId: id, description: "自家阀门" }, "agent");
    expect(left.status).toBe(200);
    await post(`/api/cases/${id}/note`, { description: "备注" }, "agent");
    const other = await file("12");
    await untilCase(server.deps, other, joinedTo(incident));
    expect((await server.deps.store.get(cases, id))?.incidentId).toBeUndefined();
    expect((await post(`${path}/join`, { caseId: id }, "agent")).status).toBe(200);
    expect((await post(`${path}/join`, { caseId: id }, "agent")).body.code).toBe("already-joined");
    expect((await post(`${path}/join`, { caseId: "none" })).body.code).toBe("case-not-found");
    await drop(incident);
  });

  test("a household that is told later, wider areas, an earlier beginning", async () => {
    const incident = await declare(["house-1-u2"]);
    const id = await file("11", { householdId: undefined, contact: { name: "路人" } });
    await post(`/api/cases/${id}/set-household`, { householdId: "home-13" }, "agent");
    await untilCase(server.deps, id, joinedTo(incident));
    const wider = await file("21");
    const areas = { nodeIds: ["house-1-u2", "house-2"] };
    expect((await post(`/api/incidents/${incident}/set-areas`, areas)).status).toBe(200);
    await untilCase(server.deps, wider, joinedTo(incident));
    await drop(incident);
  });
});

describe("when heat is back", () => {
  test("all are done and called back one by one; reopening takes back the rest", async () => {
    const incident = await declare(["station-1"]);
    const [one, two, three] = [await file("11"), await file("13"), await file("21")] as const;
    for (const id of [one, two, three]) await untilCase(server.deps, id, joinedTo(incident));
    await post(`/api/cases/${one}/assign`, { branchId: EAST });
    await step(incident, "begin-repair");
    await step(incident, "restore");
    const resolved = ({ state }: { state: string }) => state === "resolved";
    for (const id of [one, two, three]) await untilCase(server.deps, id, resolved);
    expect((await post(`/api/incidents/${incident}/close`, {})).body.code).toBe("cases-open");

    const back = { outcome: "satisfied" };
    expect((await post(`/api/cases/${one}/call-back`, back, "agent")).status).toBe(200);
    const cold = { outcome: "dissatisfied", description: "还是不热" };
    expect((await post(`/api/cases/${two}/call-back`, cold, "agent")).body.state).toBe("reopened");

    await step(incident, "reopen");
    await untilCase(server.deps, three, ({ state }) => state === "reopened");
    expect((await server.deps.store.get(cases, one))?.state).toBe("called-back");
    await step(incident, "restore");
    for (const id of [two, three]) await untilCase(server.deps, id, resolved);

    for (const id of [one, two, three]) {
      if (id !== one) await post(`/api/cases/${id}/call-back`, back, "agent");
      expect((await post(`/api/cases/${id}/close`, {}, "agent")).status).toBe(200);
    }
    expect((await post(`/api/incidents/${incident}/close`, {})).body.state).toBe("closed");
    const over = await get("/api/incidents?state=over");
    expect(over.body.incidents[0]).toMatchObject({ id: incident, state: "closed" });
  });
});

describe("whose it is", () => {
  test("an incident over two branches is of both, each with its own cases", async () => {
    const incident = await declare(["house-2", "house-9"]);
    const [east, west] = [await file("21"), await file("91")] as const;
    for (const id of [east, west]) await untilCase(server.deps, id, joinedTo(incident));
    const seen = async (who: Who) =>
      (await get(`/api/incidents/${incident}/cases`, who)).body.cases.map(
        ({ id, phone }: { id: string; phone?: string }) => [id, phone],
      );
    expect(await seen("east")).toEqual([[east, "+8613800000021"]]);
    expect(await seen("west")).toEqual([[west, "+8613800000091"]]);
    expect((await seen("supervisor")).length).toBe(2);
    const foreign = await post(`/api/incidents/${incident}/leave`, { caseId: east }, "west");
    expect(foreign.body.code).toBe("out-of-scope");
    await step(incident, "begin-repair", "west");
    await drop(incident);
  });

  test("a branch sees, declares and widens its own alone", async () => {
    const startedAt = server.deps.clock.now() - 60_000;
    const facts = { kind: "leak", description: "漏水", startedAt };
    const declared = await post("/api/incidents", { ...facts, nodeIds: ["house-9"] }, "west");
    expect(declared.status).toBe(200);
    const foreign = await post("/api/incidents", { ...facts, nodeIds: ["house-1"] }, "west");
    expect(foreign.body.code).toBe("out-of-scope");
    const path = `/api/incidents/${declared.body.id}`;
    const wider = { nodeIds: ["house-9", "house-1"] };
    expect((await post(`${path}/set-areas`, wider, "west")).body.code).toBe("out-of-scope");
    expect((await get(path, "east")).body.code).toBe("out-of-scope");
    expect((await post(`${path}/note`, { description: "看看" }, "east")).body.code).toBe(
      "out-of-scope",
    );
    const listed = await get("/api/incidents?state=open", "east");
    expect(JSON.stringify(listed.body)).not.toContain(declared.body.id);
    expect((await get("/api/households/home-91/incidents", "east")).body.code).toBe("out-of-scope");
    const told = await get("/api/households/home-91/incidents", "west");
    expect(told.body.incidents).toMatchObject([{ id: declared.body.id, returnAt: null }]);
    await drop(declared.body.id);
  });

  test("a branch that is no longer affected sees it go", async () => {
    const incident = await declare(["house-2", "house-9"]);
    const client = await LiveClient.connected(server.url, cookies.west);
    const list = await client.joined("incidents", {});
    const one = await client.joined("incident", { id: incident });
    expect([list, one].map((room) => client.rowsIn(room).has(incident))).toEqual([true, true]);
    await post(`/api/incidents/${incident}/set-areas`, { nodeIds: ["house-2"] });
    await client.until(
      () => !client.rowsIn(list).has(incident) && !client.rowsIn(one).has(incident),
    );
    client.close();
    await drop(incident);
  });
});
