import { afterAll, beforeAll, expect, test } from "vitest";
import { cases } from "@warmline/shared/cases/model.ts";
import { incidents, type Incident } from "@warmline/shared/incidents/model.ts";
import { instantOf } from "@warmline/shared/kernel/time.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { put } from "../../domains/hall/fixture.ts";
import { openKiosk, right, type KioskFixture } from "./fixture.ts";

let fixture: KioskFixture;
beforeAll(async () => {
  fixture = await openKiosk();
});
afterAll(() => fixture.server.close());

function incident(id: string, given: Partial<Incident>): Body<Incident> {
  const area = { nodeId: "bu", kind: "building", name: "滨河花园1号楼", branchId: "b" } as const;
  return {
    id,
    number: id,
    kind: "outage",
    state: "confirmed",
    open: true,
    areas: [area],
    branchIds: ["b"],
    everBranchIds: ["b"],
    description: "主管道漏水",
    startedAt: instantOf(0),
    expected: [],
    step: 1,
    history: [],
    ...given,
  };
}

test("a proven household is told what is known, and says whether it is that", async () => {
  const { server, ask } = fixture;
  const { store } = server.deps;
  const elsewhere = { nodeId: "other", kind: "building", name: "他楼", branchId: "b" } as const;
  await put(store, incidents, incident("known", {}));
  await put(store, incidents, incident("suspected", { state: "suspected" }));
  await put(store, incidents, incident("elsewhere", { areas: [elsewhere] }));
  expect((await ask("outages", { grant: "of-nobody" })).body.code).toBe("grant-expired");
  const { grant } = (await ask("lookup", right)).body;
  expect((await ask("outages", { grant })).body).toEqual({
    outages: [
      { id: "known", kind: "outage", places: "滨河花园1号楼", startedAt: 0, returnAt: null },
    ],
  });

  const cold = { category: "not-warm", severe: false, grant };
  await ask("reports", { ...cold, description: "自家阀门", keptApart: true }, { key: "own-valve" });
  const [apart] = await store.find(cases, { index: "byOpen", where: { open: true } });
  expect(apart?.keptApart).toBe(true);
});

test("a further report of the same household stays with the first", async () => {
  const { server, ask } = fixture;
  const { store } = server.deps;
  server.deps.advance(60_000);
  const [apart] = await store.find(cases, { index: "byOpen", where: { open: true } });
  const { grant } = (await ask("lookup", right)).body;
  const cold = { category: "not-warm", severe: false, grant, description: "还是不热" };
  const filed = await ask("reports", cold, { key: "joins-anyway" });
  // Attached to the household's own case, which was kept apart and stays so.
  expect(filed.body.outcome).toBe("attached");
  expect((await store.get(cases, apart?.id ?? ""))?.incidentId).toBeUndefined();
});
