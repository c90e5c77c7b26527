import { afterAll, beforeAll, expect, test } from "vitest";
import { STOP_COMPONENT } from "@warmline/shared/catalogue/catalogue.ts";
import { contracts } from "@warmline/shared/households/contract-versions.ts";
import { tariffs } from "@warmline/shared/households/model.ts";
import { price10k } from "@warmline/shared/kernel/price.ts";
import { staff } from "@warmline/shared/staff/model.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { closeAndDrop, onEachEngine } from "../../engines-fixture.ts";
import { startTestServer, type TestServer } from "../../testing.ts";
import { changeStops, type StopAct } from "../ledger/stop-commands.ts";
import { caller, done, settle } from "../ledger/testing.ts";
import { cellsOf } from "./testing.ts";

// 停供复供明细, over HTTP: one of two households is stopped, and has heat again from 30 December on.

const SEASON = "2025-2026";
const actor = { kind: "system", id: "test", name: "程序" } as const;

onEachEngine((settings) => {
  let server: TestServer;
  let finance: string;
  let approver: string;
  let requestId: string;
  beforeAll(async () => {
    server = await startTestServer(settings);
    await settle(server.deps, 2);
    const { store } = server.deps;
    const base = { id: "base", component: STOP_COMPONENT, priceClass: "residential" };
    const from = { from: "2020-01-01", to: null, approvedBy: "发改价〔2020〕1号" };
    await store.commit([insert(tariffs, { ...base, ...from, price10k: price10k(300_000) })]);
    const signedIn = await server.signIn(["finance"]);
    finance = signedIn.cookie;
    approver = (await store.get(staff, signedIn.id))!.name;
    for (const id of ["h0", "h1"]) {
      await server.request(`/api/households/${id}/charges`, {
        cookie: finance,
        body: { season: SEASON },
      });
    }
    await approved({ kind: "stop", from: "2025-11-01" });
    await change({ kind: "restore", stop: 1, from: "2025-12-30" });
  });
  afterAll(() => closeAndDrop(server));

  const why = { evidence: "申请 0712", reason: "不在家住" };
  const revision = async () => (await server.deps.store.get(contracts, `h0/${SEASON}`))!.rev;

  /** Asked for at the counter, and approved by finance. */
  async function approved(act: StopAct) {
    const { cookie } = await server.signIn(["cashier"]);
    const asked = await server.request(`/api/households/h0/contracts/${SEASON}/stops-request`, {
      cookie,
      body: { rev: await revision(), act, ...why },
    });
    const { id, rev } = asked.body.request;
    const yes = { cookie: finance, body: { rev } };
    const answer = await server.request(`/api/requests/${id}/approve`, yes);
    expect([asked.status, answer.status, answer.body.request.state]).toEqual([
      200,
      200,
      "executed",
    ]);
    requestId = id;
  }
  async function change(act: StopAct) {
    const rev = await revision();
    await done(server.deps, { ...caller(), actor }, changeStops, {
      id: "h0",
      season: SEASON,
      rev,
      act,
      ...why,
    });
  }
  const ask = async (query = "", cookie = finance) => {
    const head = await server.deps.store.head();
    const read = () => server.request(`/api/reports/stop-register?${query}`, { cookie });
    await expect.poll(async () => (await read()).body.position).toBeGreaterThanOrEqual(head);
    return (await read()).body;
  };
  const SPAN = "from=2020-01-01";

  const total = { stops: 1, restores: 1, waivedFen: 187_229, restoredFen: 114_073 };

  test("a stop and its restore, with area, ratio, base fee and why", async () => {
    const city = await ask(SPAN);
    expect(city).toMatchObject({ level: "branch", total, more: 0, disagreements: [] });
    expect(city.rows).toMatchObject([{ id: "branch-1", ...total }]);
    const of = {
      householdId: "h0",
      number: "100000000",
      season: SEASON,
      change: "begun",
      areaMilli: 103_470,
      evidence: "申请 0712",
      reason: "不在家住",
    };
    const stop = { kind: "stop", from: "2025-11-01", stopFrom: null, share10k: 300_000 };
    const by = { requestId, approvedBy: approver };
    const money = { fullFen: 267_470, baseFen: 80_241, amountFen: 187_229 };
    const back = { kind: "restore", from: "2025-12-30", stopFrom: "2025-11-01", share10k: null };
    expect(city.cases).toHaveLength(2);
    expect(city.cases).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ ...of, ...stop, ...by, ...money }),
        expect.objectContaining({ ...of, ...back, amountFen: 114_073 }),
      ]),
    );
    const building = await ask(`${SPAN}&node=branch-1/s/b`);
    expect(building.rows).toMatchObject([{ id: "h0", number: "100000000", ...total }]);
  });

  test("nothing on other days, nor of another branch", async () => {
    const none = { rows: [], cases: [], more: 0 };
    expect(await ask("from=2020-01-01&to=2020-12-31")).toMatchObject(none);
    const branch = { kind: "branch", branchId: "branch-2" } as const;
    const { cookie } = await server.signIn(["finance"], branch);
    expect(await ask(SPAN, cookie)).toMatchObject(none);
    const path = `/api/reports/stop-register?${SPAN}&node=branch-1`;
    const other = await server.request(path, { cookie });
    expect([other.status, other.body.code]).toEqual([403, "out-of-scope"]);
  });

  test("the workbook has both in rows of their own, waived and owed again apart", async () => {
    await ask(SPAN);
    const url = `${server.url}/api/reports/stop-register/sheet?${SPAN}`;
    const read = await fetch(url, { headers: { cookie: finance } });
    const rows = await cellsOf(new Uint8Array(await read.arrayBuffer()));
    expect(rows[0]?.[0]).toBe("停供复供明细");
    expect(rows.find(([name]) => name === "合计")?.slice(1)).toEqual([
      1, 1, 1_872.29, 1_140.73, 731.56,
    ]);
    const acts = rows.filter(([number]) => number === "100000000");
    const told = acts.map((row) => [row[4], row[13], row[14]]);
    expect(told).toHaveLength(2);
    expect(told).toContainEqual(["停供", 1_872.29, null]);
    expect(told).toContainEqual(["复供", null, 1_140.73]);
  });
});
