import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { households, orgNodes } from "@warmline/shared/households/model.ts";
import { addDays, cityDate } from "@warmline/shared/kernel/time.ts";
import type { CollectionAnswer } from "@warmline/shared/reports/api.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { closeAndDrop, onEachEngine } from "../../engines-fixture.ts";
import { startTestServer, type TestServer } from "../../testing.ts";
import { settle } from "../ledger/testing.ts";

const SEASON = "2025-2026";
/** 103.47 m² at 25.85 yuan. */
const CHARGED_FEN = 267_470;

onEachEngine((settings) => {
  let server: TestServer;
  let finance: string;
  beforeAll(async () => {
    server = await startTestServer(settings);
    await settle(server.deps, 3);
    await moveToSecond("h2");
    finance = (await server.signIn(["finance"])).cookie;
    for (const id of ["h0", "h1", "h2"]) await post(`households/${id}/charges`, { season: SEASON });
    await pay("h0", 200_000);
    await pay("h1", CHARGED_FEN);
  });
  afterAll(() => closeAndDrop(server));

  async function moveToSecond(id: string) {
    const { store } = server.deps;
    const home = (await store.get(households, id))!;
    const place = { ...home.place, branchId: "branch-2", buildingId: "b10" };
    const building = { kind: "building", parentId: "s", path: ["city", "branch-2", "s"] } as const;
    await store.commit([
      replace(households, home, { ...home, place }),
      insert(orgNodes, { ...building, id: "b10", name: "10号楼", nameEn: "Building 10" }),
    ]);
  }

  const post = (path: string, body: object) =>
    server.request(`/api/${path}`, { cookie: finance, body });
  const pay = (accountId: string, amountFen: number) =>
    post("payments", {
      parts: [{ accountId, amountFen }],
      tenders: [{ method: "card", amountFen }],
    });
  const ask = (query = "", cookie = finance) =>
    server.request(`/api/reports/collection?${query}`, { cookie });

  /** Once all is counted that was committed before. */
  async function caughtUp(query = ""): Promise<CollectionAnswer> {
    const head = await server.deps.store.head();
    await expect.poll(async () => (await ask(query)).body.position).toBeGreaterThanOrEqual(head);
    return (await ask(query)).body as CollectionAnswer;
  }

  const told = ({ rows }: CollectionAnswer) =>
    rows.map(({ id, name, dueFen, paidFen, owedFen }) => ({ id, name, dueFen, paidFen, owedFen }));

  test("the city by branch, and each branch down to its households", async () => {
    const city = await caughtUp();
    const today = cityDate(server.deps.clock.now());
    expect(city).toMatchObject({ season: SEASON, seasons: [SEASON], day: today, level: "branch" });
    expect(city.disagreements).toEqual([]);
    expect(city.total).toMatchObject({ dueFen: 3 * CHARGED_FEN, households: 3, settled: 1 });
    const paidFen = 200_000 + CHARGED_FEN;
    expect(told(city)).toEqual([
      { id: "branch-2", name: "二分公司", dueFen: CHARGED_FEN, paidFen: 0, owedFen: CHARGED_FEN },
      // Not in the organisation: by its id, after those that have a name.
      {
        id: "branch-1",
        dueFen: 2 * CHARGED_FEN,
        paidFen,
        owedFen: 2 * CHARGED_FEN - paidFen,
      },
    ]);
    const station = await caughtUp("node=branch-2/s");
    expect(station.level).toBe("building");
    expect(station.rows).toMatchObject([{ id: "b10", name: "10号楼", nameEn: "Building 10" }]);
    expect(station.path).toEqual([
      { id: "", node: "" },
      { id: "branch-2", node: "branch-2", name: "二分公司" },
      { id: "s", node: "branch-2/s" },
    ]);
    const building = await caughtUp("node=branch-1/s/b");
    expect(building.level).toBe("household");
    expect(building.rows).toMatchObject([
      { id: "h0", number: "100000000", name: "张三", owedFen: CHARGED_FEN - 200_000 },
      { id: "h1", number: "100000001", address: "阳光1号楼1单元101", owedFen: 0 },
    ]);
    expect(building.next).toBeNull();
    const second = await caughtUp("node=branch-1/s/b&skip=1");
    expect(second.rows.map(({ id }) => id)).toEqual(["h1"]);
    expect(second.total).toEqual(building.total);
  });

  test("what was just posted is in it, and nothing is behind", async () => {
    const before = (await caughtUp()).total.paidFen;
    for (const count of [1, 2, 3]) {
      await pay("h0", 1_000);
      const { total, behind } = (await ask()).body;
      expect([total.paidFen, behind]).toEqual([before + count * 1_000, 0]);
    }
  });

  test("as of yesterday there is nothing, nor of a season that nobody was charged", async () => {
    await caughtUp();
    const yesterday = addDays(cityDate(server.deps.clock.now()), -1);
    expect((await ask(`day=${yesterday}`)).body).toMatchObject({ rows: [], total: { dueFen: 0 } });
    expect((await ask("season=2019-2020")).body).toMatchObject({ rows: [], season: "2019-2020" });
  });

  describe("within reach", () => {
    test("a branch sees its own, and begins there", async () => {
      await caughtUp();
      const branch = { kind: "branch", branchId: "branch-2" } as const;
      const { cookie } = await server.signIn(["finance"], branch);
      const { body } = await ask("", cookie);
      expect(body).toMatchObject({ level: "station", total: { dueFen: CHARGED_FEN } });
      expect(body.path).toEqual([{ id: "branch-2", node: "branch-2", name: "二分公司" }]);
      expect((await ask("node=branch-2/s/b10", cookie)).body.rows).toMatchObject([{ id: "h2" }]);
      expect(await ask("node=branch-1", cookie)).toMatchObject({
        status: 403,
        body: { code: "out-of-scope" },
      });
    });

    test.each([
      ["auditor", 200],
      ["cashier", 403],
      ["agent", 403],
    ] as const)("%s: %d", async (role, status) => {
      const { cookie } = await server.signIn([role]);
      expect((await ask("", cookie)).status).toBe(status);
    });
  });

  test.each([
    ["node=a/b/c/d", "node"],
    ["node=/b", "node"],
    ["day=2025-02-30", "day"],
    ["skip=-1", "skip"],
  ])("%s is refused by its field", async (query, field) => {
    const { status, body } = await ask(query);
    expect([status, body.issues[0].path]).toEqual([400, `query.${field}`]);
  });

  test("what a reversal takes back is off at once", async () => {
    const before = await caughtUp();
    const { body } = await post("households/h2/charges", { season: "2024-2025" });
    const charged = await caughtUp("season=2024-2025");
    expect(charged.total).toMatchObject({ dueFen: CHARGED_FEN, owedFen: CHARGED_FEN });
    await post(`entries/${body.entryId}/reversal`, { reason: "误开" });
    expect((await caughtUp("season=2024-2025")).total).toMatchObject({ dueFen: 0, owedFen: 0 });
    expect((await caughtUp(`season=${SEASON}`)).total).toEqual(before.total);
  });

  test("old debt of past seasons, within the branch of whoever asks", async () => {
    const { body } = await post("households/h2/charges", { season: "2023-2024" });
    expect(body.owedFen).toBeGreaterThan(0);
    const today = cityDate(server.deps.clock.now());
    const of = (query: string, cookie = finance) =>
      server.request(`/api/reports/old-debt?${query}`, { cookie });
    const found = (await of(`season=${SEASON}&from=${today}`)).body;
    expect(found).toMatchObject({ season: SEASON, from: today, to: today, disagreements: [] });
    const row = { season: "2023-2024", openingFen: 0, adjustedFen: CHARGED_FEN };
    expect(found.rows[0]).toMatchObject({ ...row, closingFen: CHARGED_FEN });
    expect(found.total.closingFen).toBe(CHARGED_FEN);
    const later = await of(`season=${SEASON}&from=${addDays(today, 1)}&to=${addDays(today, 1)}`);
    expect(later.body.total).toMatchObject({ openingFen: CHARGED_FEN, adjustedFen: 0 });
    const other = { kind: "branch", branchId: "branch-1" } as const;
    const { cookie } = await server.signIn(["finance"], other);
    expect((await of(`season=${SEASON}`, cookie)).body.total.closingFen).toBe(0);
    expect((await of("node=branch-2", cookie)).body.code).toBe("out-of-scope");
    const wrong = await of(`from=${today}&to=${addDays(today, -1)}`);
    expect([wrong.status, wrong.body.code]).toEqual([400, "bad-input"]);
  });

  test("rows that are lost are made anew by themselves", async () => {
    const before = await caughtUp(`season=${SEASON}`);
    rmSync(join(server.deps.config.DATA_DIR, "reports"), { recursive: true });
    await expect.poll(async () => (await ask(`season=${SEASON}`)).body.total).toEqual(before.total);
  });

  test("takings: who took what by which way, of the city or an office", async () => {
    await caughtUp();
    const get = async (query = "", cookie = finance) =>
      (await server.request(`/api/reports/takings?${query}`, { cookie })).body;
    const before = (await get()).total;
    const { grossFen, voidedFen, count } = before;
    expect(before).toMatchObject({ currentFen: grossFen, netFen: grossFen - voidedFen });
    expect(grossFen).toBeGreaterThanOrEqual(200_000 + CHARGED_FEN);
    const { rows } = await get();
    expect(rows).toMatchObject([{ office: "city", method: "card", channel: "counter", count }]);
    expect(rows[0].cashierName).toBeTypeOf("string");
    expect((await get("office=hall-xicheng")).rows).toEqual([]);
    const later = await get("season=2031-2032");
    expect(later.total).toMatchObject({ currentFen: 0, pastFen: grossFen });
    const yesterday = addDays(cityDate(server.deps.clock.now()), -1);
    expect((await get(`to=${yesterday}`)).total.count).toBe(0);
    const [part] = (await pay("h2", 5_000)).body.parts;
    expect((await post(`entries/${part.entryId}/void`, { reason: "收错" })).status).toBe(200);
    await caughtUp();
    expect((await get()).total).toMatchObject({
      count: count + 1,
      grossFen: grossFen + 5_000,
      voidedFen: voidedFen + 5_000,
      netFen: before.netFen,
    });
  });

  test("monthly revenue: all months are what was charged, node by node", async () => {
    const get = async (query = "", cookie = finance) =>
      (await server.request(`/api/reports/revenue?${query}`, { cookie })).body;
    await caughtUp();
    const { season } = await get();
    const { total, months, rows, kinds, ...whole } = await get(`season=${season}`);
    expect(whole).toMatchObject({ hasRates: false, level: "branch", disagrees: false });
    expect(total).toMatchObject({ grossFen: whole.chargedFen, netFen: whole.chargedFen });
    expect(total.grossFen).toBeGreaterThan(0);
    expect(months.at(-1).deferredFen).toBe(0);
    const sum = (some: readonly { readonly grossFen: number }[]) =>
      some.reduce((all, { grossFen }) => all + grossFen, 0);
    for (const some of [months, rows, kinds]) expect(sum(some)).toBe(whole.chargedFen);
    const [branch] = rows;
    const below = await get(`season=${season}&node=${branch.id}`);
    expect([below.level, sum(below.rows)]).toEqual(["station", branch.grossFen]);
    expect((await get("day=2001-01-01")).chargedFen).toBe(0);
    const scope = { kind: "branch", branchId: "branch-1" } as const;
    const { cookie } = await server.signIn(["finance"], scope);
    expect((await get(`node=${branch.id}`, cookie)).code).toBe("out-of-scope");
  });

  test("prepayments: what came on account, was applied and is left, node by node", async () => {
    const get = async (query = "", cookie = finance) =>
      (await server.request(`/api/reports/prepayments?${query}`, { cookie })).body;
    await caughtUp();
    const before = (await get()).total;
    await pay("h2", 900_000);
    await caughtUp();
    const { total, level, rows, disagreements } = await get();
    const more = total.closingFen - before.closingFen;
    expect(more).toBeGreaterThan(0);
    expect(total).toMatchObject({ openingFen: 0, receivedFen: before.receivedFen + more });
    expect([level, disagreements]).toEqual(["branch", []]);
    const [branch] = rows;
    expect(branch).toMatchObject({ id: "branch-2", name: expect.any(String), ...total });
    const [station] = (await get(`node=${branch.id}`)).rows;
    const [building] = (await get(`node=${branch.id}/${station.id}`)).rows;
    const homes = await get(`node=${branch.id}/${station.id}/${building.id}`);
    expect(homes.level).toBe("household");
    expect(homes.rows[0]).toMatchObject({ id: "h2", number: expect.any(String) });
    const yesterday = addDays(cityDate(server.deps.clock.now()), -1);
    expect((await get(`to=${yesterday}`)).total.closingFen).toBe(0);
    const scope = { kind: "branch", branchId: "branch-1" } as const;
    const { cookie } = await server.signIn(["finance"], scope);
    expect((await get("", cookie)).rows).toEqual([]);
    expect((await get("node=branch-2", cookie)).code).toBe("out-of-scope");
  });

  test("takings of a branch are those of its own books alone", async () => {
    const scope = { kind: "branch", branchId: "branch-2" } as const;
    const { cookie } = await server.signIn(["finance"], scope);
    const get = (query: string) => server.request(`/api/reports/takings?${query}`, { cookie });
    expect((await get("")).body).toMatchObject({ office: "branch-2", rows: [] });
    expect((await get("office=city")).body.code).toBe("out-of-scope");
  });
});
