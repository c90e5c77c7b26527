import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestServer, type TestRequest, type TestServer } from "../../testing.ts";
import { settle } from "./testing.ts";

const SEASON = "2025-2026";

let server: TestServer;
let cashier: string;
let finance: string;
let agent: string;

beforeAll(async () => {
  server = await startTestServer();
  await settle(server.deps, 40);
  const hall = { kind: "hall", hallId: "hall-xicheng" } as const;
  cashier = (await server.signIn(["cashier"], hall)).cookie;
  finance = (await server.signIn(["finance"])).cookie;
  agent = (await server.signIn(["agent"])).cookie;
});
afterAll(() => server.close());

let keys = 0;
function post(path: string, cookie: string, body: unknown, key = `test-key-${(keys += 1)}`) {
  return server.request(path, { cookie, body, key });
}

function get(path: string, cookie: string, over: TestRequest = {}) {
  return server.request(path, { cookie, ...over });
}

test("from the charge over the payment to the receipt and back", async () => {
  const charged = await post("/api/households/h0/charges", finance, { season: SEASON });
  expect(charged).toMatchObject({ status: 200, body: { debt: { owedFen: 267_470, seq: 1 } } });

  const preview = await get("/api/households/h0/payment-preview?amountFen=300000", cashier);
  expect(preview.body).toEqual({
    seq: 1,
    owedFen: 267_470,
    allocations: [{ season: SEASON, amountFen: 267_470 }],
    prepaidFen: 32_530,
  });
  const body = { method: "cash", amountFen: 300_000, payer: "李四", seenSeq: preview.body.seq };
  const paid = await post("/api/households/h0/payments", cashier, body, "one-payment");
  expect(paid).toMatchObject({ status: 200, body: { debt: { owedFen: 0, prepaidFen: 32_530 } } });
  expect(await post("/api/households/h0/payments", cashier, body, "one-payment")).toMatchObject({
    status: 200,
    body: paid.body.entry.id === undefined ? {} : { entry: { id: paid.body.entry.id } },
  });

  const view = await get("/api/households/by-number/100000000/account", agent);
  expect(view.body).toMatchObject({
    household: { id: "h0", number: "100000000" },
    debt: { owedFen: 0, sentence: { zh: "没有欠费。预存余额 ¥325.30。" } },
  });

  const receipt = await get(`/api/receipts/${paid.body.entry.id}`, cashier);
  expect(receipt.body).toMatchObject({
    receiptNumber: expect.stringMatching(/^XICHENG-\d{4}-000001$/),
    householdNumber: "100000000",
    amountFen: 300_000,
    payer: "李四",
    reversed: false,
  });

  const undo = { reason: "假币" };
  const undone = await post(`/api/entries/${paid.body.entry.id}/reversal`, cashier, undo);
  expect(undone).toMatchObject({ status: 200, body: { debt: { owedFen: 267_470 } } });
  const page = await get("/api/households/h0/entries?limit=2", agent);
  expect(page.body.entries).toMatchObject([
    { seq: 3 },
    { seq: 2, reversedBy: undone.body.entry.id },
  ]);
  const older = await get(`/api/households/h0/entries?limit=2&before=${page.body.before}`, agent);
  expect(older.body).toMatchObject({ entries: [{ seq: 1 }], before: null });
  const second = await get("/api/households/h0/entries?limit=1&before=3", agent);
  expect(second.body.entries).toMatchObject([{ seq: 2, reversedBy: undone.body.entry.id }]);
  expect((await get(`/api/receipts/${paid.body.entry.id}`, cashier)).body.reversed).toBe(true);

  const verified = await post("/api/ledger/verify", finance, { householdId: "h0" });
  expect(verified.body).toEqual({ householdId: "h0", entries: 3, findings: [] });
});

test("opening and prepayment", async () => {
  const opening = { balances: [{ season: "2023-2024", owedFen: 5_000 }], prepaidFen: 7_000 };
  const opened = await post("/api/households/h1/opening", finance, opening);
  expect(opened.body.debt).toMatchObject({ owedFen: 5_000, prepaidFen: 7_000 });
  const applied = await post("/api/households/h1/applied", cashier, {});
  expect(applied.body.debt).toMatchObject({ owedFen: 0, prepaidFen: 2_000 });
  const back = await post(`/api/entries/${opened.body.entry.id}/reversal`, finance, {
    reason: "错",
  });
  expect(back.body).toMatchObject({
    settlement: { detail: { kind: "settled" } },
    debt: { owedFen: 0, prepaidFen: 0 },
  });
});

describe("refusals over HTTP change nothing", () => {
  const cash = { method: "cash", amountFen: 100 };
  const pays = "/api/households/h2/payments";
  type Row = [status: number, code: string, path: string, who: () => string, body: unknown];
  const rows: Row[] = [
    [400, "bad-input", pays, () => cashier, { ...cash, amountFen: 1.5 }],
    [400, "bad-input", pays, () => cashier, { ...cash, amountFen: -1 }],
    [400, "bad-input", pays, () => cashier, { ...cash, amountFen: 1e12 }],
    [400, "bad-input", pays, () => cashier, { ...cash, amountFen: "100" }],
    [400, "bad-input", pays, () => cashier, { ...cash, method: "gold" }],
    [400, "bad-input", pays, () => cashier, { ...cash, discountFen: 100 }],
    [400, "bad-input", pays, () => cashier, { ...cash, season: "2025-2027" }],
    [400, "bad-input", pays, () => cashier, { ...cash, payer: "x".repeat(81) }],
    [400, "bad-input", pays, () => cashier, []],
    [403, "forbidden", pays, () => agent, cash],
    [403, "forbidden", "/api/households/h2/charges", () => cashier, { season: SEASON }],
    [
      403,
      "forbidden",
      "/api/households/h2/opening",
      () => cashier,
      { balances: [], prepaidFen: 1 },
    ],
    [404, "not-found", "/api/households/nobody/payments", () => cashier, cash],
    [404, "not-found", "/api/entries/none/reversal", () => cashier, { reason: "错" }],
    [409, "account-changed", pays, () => cashier, { ...cash, seenSeq: 5 }],
    [422, "season-not-owed", pays, () => cashier, { ...cash, season: SEASON }],
    [422, "nothing-prepaid", "/api/households/h2/applied", () => cashier, {}],
    [422, "season-unknown", "/api/households/h2/charges", () => finance, { season: "2030-2031" }],
    [
      422,
      "nothing-to-open",
      "/api/households/h2/opening",
      () => finance,
      {
        balances: [],
        prepaidFen: 0,
      },
    ],
  ];

  test.each(rows)("%i %s: %s", async (status, code, path, who, body) => {
    const head = await server.deps.store.head();
    const answer = await post(path, who(), body);
    expect(answer).toMatchObject({ status, body: { code, message: expect.any(String) } });
    expect(answer.body.message).not.toContain("{{");
    expect(await server.deps.store.head()).toBe(head);
  });

  test("a payment without a key, or without signing in", async () => {
    const keyless = await server.request(pays, { cookie: cashier, body: cash, key: null });
    expect(keyless).toMatchObject({ status: 400, body: { code: "key-missing" } });
    expect(await server.request(pays, { body: cash, key: "some-key-1" })).toMatchObject({
      status: 401,
    });
  });

  test("a branch sees its own households only, a hall sees all", async () => {
    const scope = { kind: "branch", branchId: "branch-2" } as const;
    const elsewhere = (await server.signIn(["agent"], scope)).cookie;
    const path = "/api/households/by-number/100000003/account";
    expect(await get(path, elsewhere)).toMatchObject({ status: 403 });
    expect(await get("/api/households/h3/debt", elsewhere)).toMatchObject({ status: 403 });
    expect(await get(path, cashier)).toMatchObject({ status: 200 });
    expect(await get("/api/households/by-number/999999999/account", cashier)).toMatchObject({
      status: 404,
    });
  });

  test("one key at once and one key twice", async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, () =>
        post("/api/households/h4/payments", cashier, cash, "all-at-once"),
      ),
    );
    expect(new Set(answers.map(({ body }) => body.entry.id)).size).toBe(1);
    const other = { ...cash, amountFen: 200 };
    const reused = await post("/api/households/h4/payments", cashier, other, "all-at-once");
    expect(reused).toMatchObject({ status: 409, body: { code: "key-reused" } });
    expect((await get("/api/households/h4/debt", cashier)).body).toMatchObject({ prepaidFen: 100 });
  });
});
