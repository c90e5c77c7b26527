import { afterAll, beforeAll, expect, test } from "vitest";
import { STOP_COMPONENT } from "@warmline/shared/catalogue/catalogue.ts";
import { contracts } from "@warmline/shared/households/contract-versions.ts";
import { tariffs } from "@warmline/shared/households/model.ts";
import { price10k } from "@warmline/shared/kernel/price.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { closeAndDrop, onEachEngine } from "../../engines-fixture.ts";
import { startTestServer, type TestServer } from "../../testing.ts";
import { changeStops } from "../ledger/stop-commands.ts";
import { caller, done, settle } from "../ledger/testing.ts";
import { cellsOf } from "./testing.ts";

// 面积缴费表, over HTTP: of three households one has paid, one has paid some, one is stopped.

const SEASON = "2025-2026";
const FIRST = "2025-11-01";
/** 103.47 m² at 25.85 yuan. */
const CHARGED_FEN = 267_470;
const AREA = 103_470;

const actor = { kind: "system", id: "test", name: "程序" } as const;
const program = { ...caller(), actor };

onEachEngine((settings) => {
  let server: TestServer;
  let finance: string;
  beforeAll(async () => {
    server = await startTestServer(settings);
    await settle(server.deps, 3);
    const { store } = server.deps;
    const base = { id: "base", component: STOP_COMPONENT, priceClass: "residential" };
    const from = { from: "2020-01-01", to: null, approvedBy: "发改价〔2020〕1号" };
    await store.commit([insert(tariffs, { ...base, ...from, price10k: price10k(300_000) })]);
    finance = (await server.signIn(["finance"])).cookie;
    for (const id of ["h0", "h1", "h2"]) await post(`households/${id}/charges`, { season: SEASON });
    await pay("h0", CHARGED_FEN);
    await pay("h1", 100_000);
    const { rev } = (await store.get(contracts, `h2/${SEASON}`))!;
    const act = { kind: "stop" as const, from: FIRST };
    const why = { evidence: "报停申请 1", reason: "不在家住" };
    await done(server.deps, program, changeStops, { id: "h2", season: SEASON, rev, act, ...why });
    await pay("h2", 80_241);
  });
  afterAll(() => closeAndDrop(server));

  const post = (path: string, body: object) =>
    server.request(`/api/${path}`, { cookie: finance, body });
  const pay = (accountId: string, amountFen: number) =>
    post("payments", {
      parts: [{ accountId, amountFen }],
      tenders: [{ method: "card", amountFen }],
    });
  const ask = async (report: string, query = "", cookie = finance) => {
    const head = await server.deps.store.head();
    const read = () => server.request(`/api/reports/${report}?${query}`, { cookie });
    await expect.poll(async () => (await read()).body.position).toBeGreaterThanOrEqual(head);
    return (await read()).body;
  };

  const areas = {
    households: 3,
    billableMilli: 3 * AREA,
    paidMilli: AREA,
    stoppedMilli: AREA,
    unpaidMilli: AREA,
    settledMilli: 2 * AREA,
  };

  test("areas: paid, stopped and unpaid are what was charged, node by node", async () => {
    const city = await ask("areas");
    expect(city).toMatchObject({ season: SEASON, level: "branch", total: areas, next: null });
    expect(city).toMatchObject({ disagreements: [], rows: [{ id: "branch-1", ...areas }] });
    expect(city.classes).toEqual([{ priceClass: "residential", ...areas }]);
    const station = await ask("areas", "node=branch-1/s");
    expect(station.rows).toMatchObject([{ id: "b", ...areas }]);
    const building = await ask("areas", "node=branch-1/s/b");
    expect(building).toMatchObject({ level: "household", total: areas });
    // Who is unpaid comes first.
    expect(building.rows).toMatchObject([
      { id: "h1", number: "100000001", unpaidMilli: AREA, settledMilli: 0 },
      { id: "h0", paidMilli: AREA, settledMilli: AREA },
      { id: "h2", stoppedMilli: AREA, settledMilli: AREA, paidMilli: 0 },
    ]);
    const second = await ask("areas", "node=branch-1/s/b&skip=2");
    expect(second.rows.map(({ id }: { id: string }) => id)).toEqual(["h2"]);
    expect(second.total).toEqual(building.total);
  });

  test("stops: households, area and base fees, down to the household", async () => {
    const stopped = {
      households: 1,
      stoppedMilli: AREA,
      partlyMilli: 0,
      fullFen: CHARGED_FEN,
      baseFen: 80_241,
      otherFen: 0,
      dueFen: 80_241,
      paidFen: 80_241,
      owedFen: 0,
    };
    const city = await ask("stops");
    expect(city).toMatchObject({ level: "branch", total: stopped, disagreements: [] });
    expect(city.classes).toMatchObject([{ priceClass: "residential", ...stopped }]);
    const building = await ask("stops", "node=branch-1/s/b");
    // Those of whom nothing is stopped are not in it.
    expect(building.rows).toMatchObject([{ id: "h2", number: "100000002", ...stopped }]);
    expect((await ask("stops", "day=2025-10-01")).rows).toEqual([]);
  });

  test("season: households, area and heat, heated and stopped, down to the household", async () => {
    const heated = {
      households: 2,
      areaMilli: 2 * AREA,
      dueFen: 2 * CHARGED_FEN,
      paidFen: CHARGED_FEN + 100_000,
      owedFen: CHARGED_FEN - 100_000,
    };
    const stopped = { households: 1, areaMilli: AREA, dueFen: 80_241, paidFen: 80_241, owedFen: 0 };
    const sum = (name: keyof typeof heated) => heated[name] + stopped[name];
    const whole = { households: 3, areaMilli: 3 * AREA, dueFen: sum("dueFen") };
    const total = { ...whole, paidFen: sum("paidFen"), heated, stopped };
    const city = await ask("season");
    expect(city).toMatchObject({ season: SEASON, level: "branch", total, disagreements: [] });
    expect(city.classes).toMatchObject([{ priceClass: "residential", ...total }]);
    const building = await ask("season", "node=branch-1/s/b");
    // Who owes most comes first.
    expect(building.rows).toMatchObject([
      { id: "h1", number: "100000001", owedFen: CHARGED_FEN - 100_000 },
      { id: "h0", owedFen: 0, heated: { households: 1 }, stopped: { households: 0 } },
      { id: "h2", dueFen: 80_241, stopped: { households: 1, areaMilli: AREA } },
    ]);
    const { total: summary } = await ask("collection");
    expect(city.total).toMatchObject(summary.counted);
  });

  test("season: the workbook has what is heated and stopped in columns of their own", async () => {
    const { total } = await ask("season");
    const url = `${server.url}/api/reports/season/sheet`;
    const read = await fetch(url, { headers: { cookie: finance } });
    const rows = await cellsOf(new Uint8Array(await read.arrayBuffer()));
    const heads = rows.find((row) => row.includes("应收"))!;
    const row = rows.find(([name]) => name === "合计")!;
    const told = (head: string) => row[heads.indexOf(head)];
    expect([told("户数"), told("户数 供热"), told("户数 报停")]).toEqual([3, 2, 1]);
    expect(told("应收")).toBe(total.dueFen / 100);
    expect(told("应收 报停")).toBe(802.41);
    expect(told("净收费率 R1 分母")).toBe(total.dueFen / 100);
  });

  test("arrears: who owes how much, as of any day, down to the household", async () => {
    const debt = { households: 1, owedFen: CHARGED_FEN - 100_000 };
    const none = { households: 0, owedFen: 0 };
    // 1,674.70 yuan.
    const sums = { ...debt, bySize: [none, none, debt, none, none, none] };
    const city = await ask("arrears");
    expect(city).toMatchObject({ level: "branch", total: sums, next: null, disagreements: [] });
    expect(city.rows).toMatchObject([{ id: "branch-1", receivableFen: debt.owedFen }]);
    expect(city.bySeasons).toEqual([{ seasons: 1, ...sums }]);
    const building = await ask("arrears", "node=branch-1/s/b");
    expect(building.rows).toMatchObject([{ id: "h1", number: "100000001", ...sums }]);
    const { total } = await ask("collection");
    expect(city.total.owedFen).toBe(total.owedFen);
    expect((await ask("arrears", "day=2020-01-01")).rows).toEqual([]);
    const branch = { kind: "branch", branchId: "branch-2" } as const;
    const { cookie } = await server.signIn(["finance"], branch);
    const other = await server.request("/api/reports/arrears?node=branch-1", { cookie });
    expect([other.status, other.body.code]).toEqual([403, "out-of-scope"]);
  });

  test("arrears: the workbook has debts and households, by size and by seasons owed", async () => {
    await ask("arrears");
    const url = `${server.url}/api/reports/arrears/sheet`;
    const read = await fetch(url, { headers: { cookie: finance } });
    const rows = await cellsOf(new Uint8Array(await read.arrayBuffer()));
    expect(rows.slice(0, 2)).toEqual([["欠费分析"], ["全市"]]);
    const debt = [1_674.7, 1];
    const figures = [...debt, 0, 0, 0, 0, ...debt, 0, 0, 0, 0, 0, 0];
    expect(rows.find(([name]) => name === "合计")?.slice(1)).toEqual(figures);
    expect(rows.at(-1)).toEqual(["欠 1 个采暖季", ...figures]);
  });

  test("areas: nothing of a season that nobody was charged, nor of another branch", async () => {
    expect(await ask("areas", "season=2019-2020")).toMatchObject({ rows: [], classes: [] });
    const branch = { kind: "branch", branchId: "branch-2" } as const;
    const { cookie } = await server.signIn(["finance"], branch);
    expect((await ask("areas", "", cookie)).rows).toEqual([]);
    const other = await server.request("/api/reports/areas?node=branch-1", { cookie });
    expect([other.status, other.body.code]).toEqual([403, "out-of-scope"]);
  });

  test("areas: the workbook has square metres, both parts of the rate, and classes", async () => {
    await ask("areas");
    const read = await fetch(`${server.url}/api/reports/areas/sheet`, {
      headers: { cookie: finance },
    });
    const rows = await cellsOf(new Uint8Array(await read.arrayBuffer()));
    expect(rows[0]?.[0]).toBe("面积缴费表");
    const figures = [3, 310.41, 103.47, 103.47, 103.47, 206.94, 310.41, 0.6667];
    expect(rows.find(([name]) => name === "合计")?.slice(1)).toEqual(figures);
    expect(rows.at(-1)?.slice(1)).toEqual(figures);
    expect(rows.at(-1)?.[0]).not.toBe("residential");
  });
});
