import { afterEach, beforeEach, expect, test } from "vitest";
import { incidents, type Incident } from "@warmline/shared/incidents/model.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { startTestServer, type TestServer } from "../../testing.ts";
import { BY_ITSELF } from "./by-itself.ts";
import { furnish, until, untilCase } from "./fixture.ts";
import { clusterLimits, proposeCluster } from "./propose-cluster.ts";

let server: TestServer;
let cookie: string;
beforeEach(async () => {
  server = await startTestServer({ COLD_CLUSTER_UNIT: "2", COLD_CLUSTER_BUILDING: "3" });
  await furnish(server.deps);
  ({ cookie } = await server.signIn(["agent", "supervisor"]));
});
afterEach(() => server.close());

const post = (path: string, body: unknown) => server.request(path, { cookie, body });

async function file(home: string, given: object = {}): Promise<string> {
  const about = { householdId: `home-${home}`, category: "not-warm", description: "不热" };
  const filed = await post("/api/cases", { ...about, separate: true, ...given });
  expect(filed.status).toBe(200);
  return filed.body.id;
}

const all = async (): Promise<Incident[]> => {
  const query = (open: boolean) => ({ index: "byOpen", where: { open } });
  const [open, over] = await Promise.all([
    findAll(server.deps, incidents, query(true)),
    findAll(server.deps, incidents, query(false)),
  ]);
  return [...open, ...over];
};
const proposed = (count: number) => until(all, (found) => found.length === count);
const propose = (caseId: string) =>
  runCommand(server.deps, BY_ITSELF, proposeCluster, {
    caseId,
    limits: clusterLimits(server.deps.config),
  });

test("cold flats of one unit are suspected once; confirmed, their cases join", async () => {
  const one = await file("11");
  await file("11");
  const other = await file("12");
  const [found] = await proposed(1);
  expect(found).toMatchObject({
    kind: "cold-cluster",
    state: "suspected",
    areas: [{ nodeId: "house-1-u1", kind: "unit" }],
    history: [{ kind: "declared", actorName: "事件" }],
  });
  expect(found!.description).toContain("2");
  const more = await file("12");
  expect(await propose(more)).toMatchObject({ value: { id: null } });
  expect((await post(`/api/incidents/${found!.id}/confirm`, {})).status).toBe(200);
  for (const id of [one, other, more]) {
    await untilCase(server.deps, id, ({ incidentId }) => incidentId === found!.id);
  }
  expect(await all()).toHaveLength(1);
});

test("several who propose at once propose one; water and other houses do not count", async () => {
  await file("11", { category: "leak" });
  const ids = [await file("21"), await file("13"), await file("12")];
  await Promise.all(ids.map(propose));
  expect(await all()).toEqual([]);
  const last = await file("11");
  await Promise.all([last, last, ...ids].map(propose));
  const [found] = await proposed(1);
  expect(found?.areas).toMatchObject([{ nodeId: "house-1-u1" }]);
});

test("what a person has judged is not proposed again, but what comes after is", async () => {
  await file("11");
  await file("12");
  const [first] = await proposed(1);
  await post(`/api/incidents/${first!.id}/cancel`, { description: "自家阀门没开" });
  expect(await propose(await file("11"))).toMatchObject({ value: { id: null } });
  await file("12");
  await proposed(2);
});
