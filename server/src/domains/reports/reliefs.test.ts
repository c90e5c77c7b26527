import { afterAll, beforeAll, expect, test } from "vitest";
import { fen } from "@warmline/shared/kernel/money.ts";
import { addDays, cityDate } from "@warmline/shared/kernel/time.ts";
import { closeAndDrop, onEachEngine } from "../../engines-fixture.ts";
import { startTestServer, type TestServer } from "../../testing.ts";
import { charge } from "../ledger/charge-commands.ts";
import { relieve } from "../ledger/relief-command.ts";
import { reverse } from "../ledger/undo-commands.ts";
import { caller, done, settle } from "../ledger/testing.ts";
import { cellsOf } from "./testing.ts";

// 减免汇总表: by ground and bearer, of the city and as far down as a household.

const SEASON = "2025-2026";
const PLACE = "branch-1/s/b";

onEachEngine((settings) => {
  let server: TestServer;
  let finance: string;
  beforeAll(async () => {
    server = await startTestServer(settings);
    await settle(server.deps, 2);
    finance = (await server.signIn(["finance"])).cookie;
    for (const id of ["h0", "h1"]) {
      await done(server.deps, caller(), charge, { id, season: SEASON });
    }
  });
  afterAll(() => closeAndDrop(server));

  /** As a program on the machine does: without a request. */
  const program = () => ({ ...caller(), actor: { kind: "system", id: "p", name: "p" } as const });
  const relieved = (id: string, relief: string, amountFen: number) =>
    done(server.deps, program(), relieve, {
      id,
      season: SEASON,
      relief,
      amountFen: fen(amountFen),
      evidence: "申请 0712",
      reason: "困难家庭",
    });
  const ask = (query = "", cookie = finance) =>
    server.request(`/api/reports/reliefs?${query}`, { cookie });
  async function counted(query = "") {
    const head = await server.deps.store.head();
    await expect.poll(async () => (await ask(query)).body.position).toBeGreaterThanOrEqual(head);
    return (await ask(query)).body;
  }

  test("by ground and bearer down to households, less what was reversed; sums agree", async () => {
    expect((await counted()).kinds).toEqual([]);
    await relieved("h0", "goodwill", 50_000);
    const twice = await relieved("h1", "goodwill", 30_000);
    const goodwill = { relief: "goodwill", bearer: "company", households: 2, amountFen: 80_000 };
    const city = await counted();
    expect(city).toMatchObject({ relievedFen: 80_000, kinds: [goodwill], disagreements: [] });
    expect(city.rows).toMatchObject([{ id: "branch-1", ...goodwill }]);
    const homes = await counted(`node=${PLACE}`);
    expect(homes.rows).toMatchObject([
      { id: "h0", number: "100000000", households: 1, amountFen: 50_000 },
      { id: "h1", number: "100000001", households: 1, amountFen: 30_000 },
    ]);
    await done(server.deps, program(), reverse, { id: twice.entryId, reason: "误批" });
    const after = await counted();
    expect(after.kinds).toEqual([{ ...goodwill, households: 1, amountFen: 50_000 }]);
    expect(after.claims).toEqual([]);
    await relieved("h1", "low-income", 10_000);
    const low = { relief: "low-income", bearer: "civil-affairs", households: 1, amountFen: 10_000 };
    const last = await counted();
    expect(last.kinds[1]).toEqual(low);
    const claim = { bearer: "civil-affairs", season: SEASON, claimedFen: 10_000 };
    expect(last.claims).toEqual([claim]);
    const { total } = (await server.request("/api/reports/collection", { cookie: finance })).body;
    expect(total.relievedFen).toBe(last.relievedFen);
  });

  test("of other days and seasons there is none, and none of another branch", async () => {
    const tomorrow = addDays(cityDate(server.deps.clock.now()), 1);
    expect((await counted(`from=${tomorrow}&to=${tomorrow}`)).rows).toEqual([]);
    expect((await counted("season=2024-2025")).relievedFen).toBe(0);
    const scope = { kind: "branch", branchId: "branch-2" } as const;
    const { cookie } = await server.signIn(["finance"], scope);
    expect((await ask("", cookie)).body).toMatchObject({ rows: [], relievedFen: 0 });
    expect((await ask("node=branch-1", cookie)).body.code).toBe("out-of-scope");
  });

  test("as a workbook, with what others bear beneath", async () => {
    const { cookie } = await server.signIn(["finance"]);
    const sheet = await fetch(`${server.url}/api/reports/reliefs/sheet?node=${PLACE}`, {
      headers: { cookie },
    });
    const cells = await cellsOf(new Uint8Array(await sheet.arrayBuffer()));
    expect(cells[0]).toEqual(["减免汇总表"]);
    expect(cells.find(([name]) => name === "合计")).toContain(600);
    const row = cells.find(([number]) => number === "100000000");
    expect(row?.slice(3)).toEqual(["其他减免", "本公司承担", 1, 500]);
    expect(cells.at(-1)).toEqual(["民政承担", SEASON, 100]);
  });
});
