import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commitsAfter, startTestServer, type TestRequest, type TestServer } from "../../testing.ts";
import { settle } from "./testing.ts";

const SEASON = "2025-2026";
const PAY = "/api/payments";
const AREAS = ["building", "inner", "usable", "billing"];

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
  const till = { till: "1", floatFen: 0 };
  await server.request("/api/ledger/till/open", { cookie: cashier, body: till });
});
afterAll(() => server.close());

/** In cash, for one household. */
function payment(accountId: string, amountFen: number) {
  return {
    parts: [{ accountId, amountFen }],
    tenders: [{ method: "cash", amountFen }],
  };
}

let keys = 0;
function post(path: string, cookie: string, body: unknown, key = `test-key-${(keys += 1)}`) {
  return server.request(path, { cookie, body, key });
}

function get(path: string, cookie: string, over: TestRequest = {}) {
  return server.request(path, { cookie, ...over });
}

test("from the charge over the payment to the receipt and back", async () => {
  const charged = await post("/api/households/h0/charges", finance, { season: SEASON });
  expect(charged).toMatchObject({ status: 200, body: { owedFen: 267_470, seq: 1 } });

  const preview = await get("/api/households/h0/payment-preview?amountFen=300000", cashier);
  const itemId = `${charged.body.entryId}/1`;
  expect(preview.body).toEqual({
    seq: 1,
    owedFen: 267_470,
    allocations: [{ itemId, season: SEASON, fee: "heat", amountFen: 267_470 }],
    restFen: 32_530,
    usedFen: 0,
    returnedFen: 0,
    owedAfterFen: 0,
    onAccountAfterFen: 32_530,
  });
  const { parts } = payment("h0", 300_000);
  const shown = [{ ...parts[0], seenSeq: preview.body.seq }];
  const cash = [{ method: "cash", amountFen: 300_000, givenFen: 300_050 }];
  const body = { parts: shown, tenders: cash, payer: "李四" };
  const paid = await post(PAY, cashier, body, "one-payment");
  expect(paid).toMatchObject({
    status: 200,
    body: { changeFen: 50, parts: [{ owedFen: 0, onAccountFen: 32_530 }] },
  });
  const again = await post(PAY, cashier, body, "one-payment");
  expect(again.body).toEqual(paid.body);

  const view = await get("/api/households/by-number/100000000/account", agent);
  expect(view.body).toMatchObject({
    household: { id: "h0", number: "100000000" },
    debt: { owedFen: 0, onAccountFen: 32_530 },
  });

  const { paymentId } = paid.body;
  const { entryId } = paid.body.parts[0];
  expect(paymentId).toMatch(/^XICHENG-\d{4}-000001$/);
  const receipt = await get(`/api/receipts/${paymentId}`, cashier);
  expect(receipt.body).toMatchObject({
    receiptNumber: paymentId,
    amountFen: 300_000,
    tenders: [{ method: "cash", amountFen: 300_000, givenFen: 300_050, changeFen: 50 }],
    parts: [
      {
        entryId,
        householdNumber: "100000000",
        amountFen: 300_000,
        allocations: [{ itemId, amountFen: 267_470 }],
        restFen: 32_530,
      },
    ],
    payer: "李四",
    officeName: { zh: "西城大厅", en: "Xicheng hall" },
  });
  expect(receipt.body.undone).toBeUndefined();

  const undo = { reason: "假币" };
  const undone = await post(`/api/entries/${entryId}/void`, cashier, undo);
  expect(undone).toMatchObject({
    status: 200,
    body: { parts: [{ owedFen: 267_470, onAccountFen: 0 }] },
  });
  const undoneBy = undone.body.parts[0].entryId;
  const page = await get("/api/households/h0/entries?limit=2", agent);
  expect(page.body.entries).toMatchObject([
    { seq: 3, kind: "void", reason: "假币", reverses: entryId },
    { seq: 2, kind: "payment", reversedBy: undoneBy, officeId: "hall-xicheng" },
  ]);
  const older = await get(`/api/households/h0/entries?limit=2&before=${page.body.before}`, agent);
  expect(older.body).toMatchObject({ entries: [{ seq: 1 }], before: null });
  const second = await get("/api/households/h0/entries?limit=1&before=3", agent);
  expect(second.body.entries).toMatchObject([{ seq: 2, reversedBy: undoneBy }]);
  const copy = await get(`/api/receipts/${paymentId}`, cashier);
  expect(copy.body.undone).toMatchObject({ how: "void", reason: "假币" });

  const verified = await post("/api/ledger/verify", finance, { householdId: "h0" });
  expect(verified.body).toEqual({ householdId: "h0", entries: 3, findings: [] });
});

test("prepaid, then charged: nothing is owed, and the entry says what paid it", async () => {
  await post(PAY, cashier, payment("h5", 300_000));
  const charged = await post("/api/households/h5/charges", finance, { season: SEASON });
  expect(charged.body).toMatchObject({ owedFen: 0, onAccountFen: 32_530 });
  const debt = await get("/api/households/h5/debt", agent);
  expect(debt.body).toMatchObject({
    items: [],
    lots: [{ method: "cash", leftFen: 32_530 }],
    sums: [{ season: SEASON, chargedFen: 267_470, paidFen: 267_470, openFen: 0 }],
    sentence: {
      en: expect.stringMatching(/^Nothing is owed\. ¥325\.30 is on account \(¥325\.30 of receipt/),
    },
  });
  const page = await get("/api/households/h5/entries?limit=1", agent);
  expect(page.body.entries[0].about).toEqual({
    zh: "2025-2026 热费 ¥2,674.70、预存支付 ¥2,674.70",
    en: "2025-2026 heating fee ¥2,674.70, paid from account ¥2,674.70",
  });
});

test("a campus of three hundred spaces is agreed on over HTTP, and charged", async () => {
  const { body: campus } = await get("/api/households/h6", finance);
  const spaces = Array.from({ length: 300 }, (_, place) => ({
    ...campus.spaces[0],
    id: `s${place}`,
    label: `教学楼${place}`,
    ...Object.fromEntries(AREAS.map((area) => [`${area}AreaMilli`, 9_000_000])),
  }));
  const shown = { basis: "survey", evidence: "测〔2024〕7号", reason: "实测" };
  const change = { rev: campus.rev, from: "2024-11-01", spaces, ...shown };
  const asked = await post("/api/households/h6/premise/spaces-request", cashier, change);
  const { id, rev } = asked.body.request;
  const approved = await post(`/api/requests/${id}/approve`, finance, { rev });
  expect(approved.status, JSON.stringify(approved.body)).toBe(200);
  const charged = await post("/api/households/h6/charges", finance, { season: "2024-2025" });
  expect(charged.body).toMatchObject({ owedFen: 300 * 23_265_000 });
  const settled = await post(PAY, cashier, payment("h6", 300 * 23_265_000));
  expect(settled.body.parts).toMatchObject([{ owedFen: 0, onAccountFen: 0 }]);
});

test("what is taken over with a prepayment is undone with what it paid", async () => {
  const sums = { chargedFen: 5_000, relievedFen: 0, paidFen: 0, writtenOffFen: 0 };
  const opening = { seasons: [{ season: "2023-2024", ...sums }], prepaidFen: 7_000 };
  const opened = await post("/api/households/h1/opening", finance, opening);
  expect(opened.body).toMatchObject({ owedFen: 0, onAccountFen: 2_000 });
  const path = `/api/entries/${opened.body.entryId}/reversal`;
  const back = await post(path, finance, { reason: "错" });
  expect(back.body.parts).toMatchObject([{ owedFen: 0, onAccountFen: 0 }]);
});

describe("refusals over HTTP change nothing", () => {
  const cash = payment("h2", 100);
  const [part] = cash.parts;
  const tender = { method: "cash", amountFen: 100 };
  type Row = [status: number, code: string, path: string, who: () => string, body: unknown];
  const rows: Row[] = [
    [400, "bad-input", PAY, () => cashier, payment("h2", 1.5)],
    [400, "bad-input", PAY, () => cashier, payment("h2", -1)],
    [400, "bad-input", PAY, () => cashier, payment("h2", 1e12)],
    [400, "bad-input", PAY, () => cashier, { ...cash, tenders: [{ ...tender, amountFen: "1" }] }],
    [400, "bad-input", PAY, () => cashier, { ...cash, tenders: [{ ...tender, method: "gold" }] }],
    [400, "bad-input", PAY, () => cashier, { ...cash, discountFen: 100 }],
    [400, "bad-input", PAY, () => cashier, { ...cash, parts: [{ ...part, season: "2025-2027" }] }],
    [400, "bad-input", PAY, () => cashier, { ...cash, parts: [part, part] }],
    [400, "bad-input", PAY, () => cashier, { ...cash, payer: "x".repeat(81) }],
    [400, "bad-input", PAY, () => cashier, { ...cash, channel: { serial: "1" } }],
    [400, "bad-input", PAY, () => cashier, []],
    [403, "forbidden", PAY, () => agent, cash],
    [403, "forbidden", "/api/households/h2/charges", () => cashier, { season: SEASON }],
    [403, "forbidden", "/api/households/h2/opening", () => cashier, { seasons: [], prepaidFen: 1 }],
    [404, "not-found", PAY, () => cashier, payment("nobody", 100)],
    [404, "not-found", "/api/entries/none/reversal", () => finance, { reason: "错" }],
    [409, "account-changed", PAY, () => cashier, { ...cash, parts: [{ ...part, seenSeq: 5 }] }],
    [422, "season-not-owed", PAY, () => cashier, { ...cash, parts: [{ ...part, season: SEASON }] }],
    [422, "cash-short", PAY, () => cashier, { ...cash, tenders: [{ ...tender, givenFen: 99 }] }],
    [422, "method-twice", PAY, () => cashier, { ...cash, tenders: [tender, tender] }],
    [
      422,
      "tenders-differ",
      PAY,
      () => cashier,
      { ...cash, tenders: [{ ...tender, amountFen: 9 }] },
    ],
    [422, "nothing-prepaid", "/api/households/h2/prepayment", () => cashier, {}],
    [422, "season-unknown", "/api/households/h2/charges", () => finance, { season: "2030-2031" }],
    [404, "not-found", "/api/entries/none/void", () => cashier, { reason: "错" }],
    [403, "forbidden", "/api/entries/none/reversal", () => cashier, { reason: "错" }],
  ];

  test.each(rows)("%i %s: %s", async (status, code, path, who, body) => {
    const head = await server.deps.store.head();
    const answer = await post(path, who(), body);
    expect(answer).toMatchObject({ status, body: { code, message: expect.any(String) } });
    expect(answer.body.message).not.toContain("{");
    expect(await commitsAfter(server.deps, head)).toBe(0);
  });

  test("a payment without a key, or without signing in", async () => {
    const keyless = await server.request(PAY, { cookie: cashier, body: cash, key: null });
    expect(keyless).toMatchObject({ status: 400, body: { code: "key-missing" } });
    expect(await server.request(PAY, { body: cash, key: "some-key-1" })).toMatchObject({
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
      Array.from({ length: 12 }, () => post(PAY, cashier, payment("h4", 100), "all-at-once")),
    );
    expect(new Set(answers.map(({ body }) => body.paymentId)).size).toBe(1);
    const reused = await post(PAY, cashier, payment("h4", 200), "all-at-once");
    expect(reused).toMatchObject({ status: 409, body: { code: "key-reused" } });
    expect((await get("/api/households/h4/debt", cashier)).body).toMatchObject({
      onAccountFen: 100,
    });
  });
});
