import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { price10k } from "@warmline/shared/kernel/price.ts";
import { cityDate, addDays } from "@warmline/shared/kernel/time.ts";
import type { TariffRow } from "@warmline/shared/households/prices-api.ts";
import { AREA_COMPONENT } from "@warmline/shared/catalogue/catalogue.ts";
import { pricesOf } from "../ledger/season-rates.ts";
import { startTestServer, type TestServer } from "../../testing.ts";
import { insertCity } from "./city-fixture.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { setTariff } from "./tariff-commands.ts";

let server: TestServer;
let finance: string;

beforeAll(async () => {
  server = await startTestServer();
  await insertCity(server.deps.store);
  finance = (await server.signIn(["finance"])).cookie;
});
afterAll(() => server.close());

function post(path: string, body: unknown, cookie = finance) {
  return server.request(path, { cookie, body });
}

function set(from: string, more: object = {}) {
  const body = {
    priceClass: "residential",
    from,
    price10k: 258_500,
    approvedBy: "发改价〔2026〕7号",
  };
  return post("/api/tariffs", { ...body, ...more });
}

async function list(priceClass: string): Promise<TariffRow[]> {
  const { body } = await server.request("/api/tariffs", { cookie: finance });
  return body.filter((row: TariffRow) => row.priceClass === priceClass);
}

describe("prices", () => {
  test("a new one closes the one before; withdrawing it is the inverse", async () => {
    const today = cityDate(server.deps.clock.now());
    const coming = addDays(today, 30);
    await set("2020-10-01");
    await set("2024-10-01", { price10k: 270_000 });
    const before = await list("residential");
    const third = await set(coming, { price10k: 300_000 });
    expect((await list("residential")).map(({ from, to }) => [from, to])).toEqual([
      [coming, null],
      ["2024-10-01", coming],
      ["2020-10-01", "2024-10-01"],
    ]);
    const { id, rev } = third.body;
    const withdraw = { id, rev, reason: "未获批准" };
    expect((await post("/api/tariffs/withdraw", withdraw)).status).toBe(200);
    // Each closing and reopening is a revision of its own.
    const bare = (row: TariffRow) => ({ ...row, rev: 0 });
    const standing = (await list("residential")).filter(({ from, to }) => from !== to);
    expect(standing.map(bare)).toEqual(before.map(bare));
    expect((await post("/api/tariffs/withdraw", withdraw)).body.code).toBe("changed-meanwhile");
    const anew = await set(coming, { price10k: 290_000 });
    expect(anew.body).toMatchObject({ id, price10k: 290_000, to: null });
  });

  test("each component has prices of its own; charges read that of heat", async () => {
    await set("2019-10-01", { priceClass: "public", price10k: 330_000 });
    const basic = { component: "basic", priceClass: "public", price10k: 120_000 };
    expect((await set("2019-10-01", basic)).status).toBe(200);
    expect((await list("public")).map(({ component, to }) => [component, to])).toEqual([
      ["heat", null],
      ["basic", null],
    ]);
    const prices = await pricesOf(server.deps.store, { from: "2019-11-15" }, AREA_COMPONENT, [
      "public",
    ]);
    expect(prices["public"]?.price10k).toBe(330_000);
  });

  test("refused: a component that is not there, a share over the whole", async () => {
    const of = (component: string, price: number) =>
      set("2019-10-01", { component, priceClass: "residential", price10k: price });
    expect((await of("cooling", 1)).body.code).toBe("not-in-catalogue");
    expect((await of("stop-base", 1_000_001)).body.code).toBe("share-too-large");
    const half = await of("stop-base", 500_000);
    expect(half.status).toBe(200);
    const { id, rev } = half.body;
    const wrong = { id, rev, price10k: 1_000_001, approvedBy: "1", reason: "更正" };
    expect((await post("/api/tariffs/correct", wrong)).body.code).toBe("share-too-large");
  });

  test("ten set at the same moment never overlap, the very first ones neither", async () => {
    const { deps } = server;
    const actor = { kind: "system", id: "test", name: "test" } as const;
    const caller = { actor, origin: "test", language: "zh" } as const;
    const days = Array.from({ length: 10 }, (_, day) => addDays("2025-01-01", day * 10));
    const of = { component: "heat", priceClass: "industrial" } as const;
    const terms = { ...of, price10k: price10k(1), approvedBy: "1号" };
    // Straight to the command: over HTTP each would be done before the next one is read.
    const answers = await Promise.all(
      days.map((from) => runCommand(deps, caller, setTariff, { ...terms, from })),
    );
    const rows = (await list("industrial")).toReversed();
    expect(rows).toHaveLength(answers.filter(({ ok }) => ok).length);
    for (const [place, { to }] of rows.entries()) expect(to).toBe(rows[place + 1]?.from ?? null);
  });

  test("no past day's price changes", async () => {
    await set("2026-01-01", { priceClass: "public" });
    expect((await set("2026-01-01", { priceClass: "public" })).body.code).toBe("tariff-not-later");
    const earlier = await set("2025-12-31", { priceClass: "public" });
    expect([earlier.status, earlier.body.detail]).toEqual([422, { from: "2026-01-01" }]);
    const [row] = await list("public");
    const withdraw = { id: row?.id, rev: row?.rev, reason: "x" };
    const answer = await post("/api/tariffs/withdraw", withdraw);
    expect(answer.body.code).toBe("tariff-in-force");
  });

  test("one in force that was mistyped is put right; what it said is kept", async () => {
    const { body: wrong } = await set("2025-10-01", { priceClass: "commercial", price10k: 3_850 });
    const { id, rev } = wrong;
    const right = { id, rev, price10k: 385_000, approvedBy: "7号", reason: "小数点错位" };
    const corrected = await post("/api/tariffs/correct", right);
    expect(corrected.body).toMatchObject({ id, rev: rev + 1, price10k: 385_000, to: null });
    const { deps } = server;
    const prices = await pricesOf(deps.store, { from: "2026-11-15" }, AREA_COMPONENT, [
      "commercial",
    ]);
    expect(prices["commercial"]?.price10k).toBe(385_000);
    const [row] = await list("commercial");
    const said = { price10k: 3_850, approvedBy: wrong.approvedBy, reason: "小数点错位" };
    expect(row?.former).toMatchObject([said]);
    expect((await post("/api/tariffs/correct", right)).body.code).toBe("changed-meanwhile");
    const again = { ...right, rev: rev + 1 };
    expect((await post("/api/tariffs/correct", again)).body.code).toBe("tariff-same");
    const back = { ...again, price10k: 3_850, approvedBy: wrong.approvedBy, reason: "原来没错" };
    expect((await post("/api/tariffs/correct", back)).body.former).toHaveLength(2);
  });

  test("what was withdrawn cannot be corrected, and stays told of when set anew", async () => {
    const coming = addDays(cityDate(server.deps.clock.now()), 90);
    const terms = { priceClass: "commercial" };
    const { body: row } = await set(coming, { ...terms, price10k: 400_000 });
    const { id, rev } = row;
    await post("/api/tariffs/withdraw", { id, rev, reason: "未获批准" });
    const right = { id, rev: rev + 1, price10k: 1, approvedBy: "x", reason: "x" };
    expect((await post("/api/tariffs/correct", right)).body.code).toBe("tariff-withdrawn");
    const anew = await set(coming, { ...terms, price10k: 410_000 });
    expect(anew.body.former).toMatchObject([{ price10k: 400_000, reason: "未获批准" }]);
    const missing = { ...right, id: "commercial-2000-01-01" };
    expect((await post("/api/tariffs/correct", missing)).body.code).toBe("not-found");
  });

  test("are finance's alone to set, for the whole city", async () => {
    const cashier = await server.signIn(["cashier"]);
    const local = await server.signIn(["finance"], { kind: "branch", branchId: "b1" });
    const body = { priceClass: "commercial", from: "2026-01-01", price10k: 1, approvedBy: "x" };
    expect((await post("/api/tariffs", body, cashier.cookie)).body.code).toBe("forbidden");
    expect((await post("/api/tariffs", body, local.cookie)).body.code).toBe("out-of-scope");
    const right = {
      id: "commercial-2025-10-01",
      rev: 1,
      price10k: 1,
      approvedBy: "x",
      reason: "x",
    };
    expect((await post("/api/tariffs/correct", right, cashier.cookie)).body.code).toBe("forbidden");
    expect((await post("/api/tariffs/correct", right, local.cookie)).body.code).toBe(
      "out-of-scope",
    );
    expect((await server.request("/api/tariffs", { cookie: cashier.cookie })).status).toBe(200);
  });
});

describe("seasons", () => {
  test("open, be corrected until a contract stands on them, and never overlap", async () => {
    const body = { name: "2027-2028", from: "2027-11-15", to: "2028-03-15" };
    const opened = await post("/api/seasons", body);
    expect(opened.body).toMatchObject({ id: "2027-2028", days: 122, rev: 1 });
    expect((await post("/api/seasons", body)).body.code).toBe("season-taken");
    const correct = { rev: 1, from: "2027-11-01", to: "2028-03-31", reason: "延长供暖" };
    const { request } = (await post("/api/seasons/2027-2028/days-request", correct)).body;
    const { cookie: other } = await server.signIn(["finance"]);
    const approve = `/api/requests/${request.id}/approve`;
    const approved = await post(approve, { rev: request.rev }, other);
    expect(approved.body.request.state).toBe("executed");
    const again = { ...correct, rev: 2 };
    const same = await post("/api/seasons/2027-2028/days-preview", again);
    expect(same.body.code).toBe("season-days-same");
    const overlapping = { name: "2028-2029", from: "2028-03-01", to: "2028-12-01" };
    expect((await post("/api/seasons", overlapping)).body.code).toBe("season-dates-wrong");
    const { body: all } = await server.request("/api/seasons", { cookie: finance });
    expect(all.map(({ id }: { id: string }) => id)).toEqual(["2027-2028", "2026-2027"]);
    expect(all[0]).toMatchObject({ days: 152, rev: 2 });
  });
});

test("the organisation comes with parents first, and a kiosk may read it", async () => {
  const { body } = await server.request("/api/org", { cookie: finance });
  const ids = body.map(({ id }: { id: string }) => id);
  expect(ids[0]).toBe("c");
  expect(ids.toSorted()).toEqual(["b1", "b1-s", "b2", "b2-s", "c", "h1"]);
  const halls = await server.request("/api/org?kind=hall", { cookie: finance });
  expect(halls.body).toEqual([{ id: "h1", kind: "hall", name: "西城", parentId: "c" }]);
  // Too many for one answer: never cut, but asked for by what is above them.
  const all = await server.request("/api/org?kind=unit", { cookie: finance });
  expect([all.status, all.body.code]).toEqual([400, "bad-input"]);
  const units = await server.request("/api/org/b1-s-3/children", { cookie: finance });
  expect(units.body.map(({ id }: { id: string }) => id)).toEqual(["b1-u1", "b1-u2"]);
});
