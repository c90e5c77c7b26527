import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../../testing.ts";
import { settle } from "./testing.ts";

const SEASON = "2025-2026";
const SOLD = { name: "赵六", from: "2025-10-20", evidence: "8号", reason: "买卖" };

let server: TestServer;
let cashier: string;
let manager: string;
let finance: string;

beforeAll(async () => {
  server = await startTestServer();
  await settle(server.deps, 4);
  const hall = { kind: "hall", hallId: "hall-xicheng" } as const;
  cashier = (await server.signIn(["cashier"], hall)).cookie;
  manager = (await server.signIn(["hall-manager"], hall)).cookie;
  finance = (await server.signIn(["finance"])).cookie;
});
afterAll(() => server.close());

let sent = 0;
function post(path: string, cookie: string, body: unknown) {
  sent += 1;
  return server.request(path, { cookie, body, key: `balance-${sent}` });
}

const get = (path: string) => server.request(path, { cookie: cashier });
const transfer = (id: string, cookie: string, more: object = {}) =>
  post(`/api/households/${id}/holder`, cookie, { rev: 1, ...SOLD, ...more });

test("a balance stays with the former holder, whom nobody else is told of", async () => {
  await post("/api/households/h0/charges", finance, { season: SEASON });
  expect(await transfer("h0", cashier)).toMatchObject({
    status: 422,
    body: { code: "balances-undecided" },
  });
  const stays = { balances: "stay", seenSeq: 1 };
  expect((await transfer("h0", cashier, stays)).body.code).toBe("forbidden");
  expect(await transfer("h0", manager, stays)).toMatchObject({ body: { name: "赵六" } });

  // By its number the household is the present holder's.
  const present = await get("/api/households/by-number/100000000/account");
  expect(present.body.debt).toMatchObject({ accountId: "h0", owedFen: 0, items: [], sums: [] });
  expect(JSON.stringify(present.body.debt)).not.toMatch(/267470|2,674/);
  const former = await get("/api/households/h0.1/debt");
  // Why, too, though the entry that says it is one of the household's own account.
  const items = [{ steps: [{ rule: "area@1", amountFen: 267_470 }] }];
  expect(former.body).toMatchObject({ accountId: "h0.1", owedFen: 267_470, items });
  expect((await get("/api/households/h0.2/debt")).status).toBe(404);

  const preview = await get("/api/households/h0.1/payment-preview?amountFen=100");
  expect(preview.body).toMatchObject({ owedFen: 267_470, owedAfterFen: 267_370 });
  const part = { accountId: "h0.1", amountFen: 100, seenSeq: 1 };
  const tenders = [{ method: "card", amountFen: 100 }];
  const paid = await post("/api/payments", cashier, { parts: [part], tenders });
  const receipt = await get(`/api/receipts/${paid.body.paymentId}`);
  expect(receipt.body.parts).toMatchObject([{ householdId: "h0", householdName: "张三" }]);
  const { body: journal } = await get("/api/households/h0.1/entries");
  expect(journal.entries).toMatchObject([
    { kind: "payment" },
    {
      kind: "balanceTransfer",
      effectiveOn: "2025-10-20",
      about: { zh: expect.stringMatching(/转入/) },
    },
  ]);
});

test("it is taken back over HTTP, once", async () => {
  await post("/api/households/h1/charges", finance, { season: SEASON });
  await transfer("h1", manager, { balances: "stay" });
  const { body: journal } = await get("/api/households/h1/entries");
  const path = `/api/entries/${journal.entries[0].id}/return`;
  expect((await post(path, cashier, { reason: "误" })).body.code).toBe("forbidden");
  expect((await post(path, manager, { reason: "误" })).body.parts).toMatchObject([
    { accountId: "h1.1", owedFen: 0 },
    { accountId: "h1", owedFen: 267_470 },
  ]);
  expect((await post(path, manager, { reason: "误" })).body.code).toBe("already-reversed");
  const charged = `/api/entries/${journal.entries[1].id}/return`;
  expect((await post(charged, manager, { reason: "误" })).body.code).toBe("not-a-balance");
});

test("a charge of what was moved is not reversed before that is taken back", async () => {
  const { body: charged } = await post("/api/households/h2/charges", finance, { season: SEASON });
  await transfer("h2", manager, { balances: "stay" });
  const path = `/api/entries/${charged.entryId}/reversal`;
  expect(await post(path, finance, { reason: "误" })).toMatchObject({
    status: 409,
    body: { code: "balance-moved" },
  });
});
