import { afterAll, beforeAll, expect, test } from "vitest";
import { demoModule } from "@warmline/demo/module.ts";
import { simulatedTaxProvider } from "@warmline/demo/invoices/provider.ts";
import type { InvoiceRow } from "@warmline/shared/invoices/api.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { modules } from "../../modules.ts";
import type { Module } from "../../platform/module.ts";
import { startTestServer, type SignedIn, type TestServer } from "../../testing.ts";
import { actor, caller, done, paying } from "../ledger/testing.ts";
import { pay } from "../ledger/payment-commands.ts";
import { reverse } from "../ledger/undo-commands.ts";
import { charged, FEE, withVat } from "./fixture.ts";
import { bringTaxProvider } from "./provider.ts";

// Over HTTP, with a provider that loses some answers: from the receipt to the red one of its void.

let server: TestServer;
let cashier: SignedIn;
let finance: SignedIn;
let receipt: string;
let entryId: string;
let lost = 0;

/** The first answer to each of the first two orders is lost on its way. */
const provider = simulatedTaxProvider({ loses: () => (lost += 1) <= 2, slowMs: 5 });
const providing: Module = {
  ...demoModule,
  routes(deps) {
    bringTaxProvider(deps.config, provider);
    return demoModule.routes?.(deps) ?? [];
  },
};

beforeAll(async () => {
  server = await startTestServer({}, [...modules, providing]);
  const { deps } = server;
  await charged(deps);
  await withVat(deps);
  const clerk = caller(actor(["finance"]));
  const paid = await done(deps, clerk, pay, paying("h0", fen(FEE), { method: "card" }));
  receipt = paid.paymentId;
  entryId = paid.parts[0]!.entryId;
  cashier = await server.signIn(["cashier"], { kind: "hall", hallId: "hall-xicheng" });
  finance = await server.signIn(["finance"]);
});
afterAll(() => server.close());

const get = async (path: string, by: SignedIn) => server.request(path, { cookie: by.cookie });
const post = (path: string, body: object, by: SignedIn) =>
  server.request(path, { cookie: by.cookie, body });
const ofReceipt = async (): Promise<{ invoices: readonly InvoiceRow[]; lines: unknown[] }> =>
  (await get(`/api/receipts/${receipt}/invoices`, cashier)).body;
const rowOf = async (id: string) => (await ofReceipt()).invoices.find((one) => one.id === id);
const stateOf = async (id: string) => (await rowOf(id))?.state;

/** What the provider refuses: a person has no tax number. */
const WRONG = { title: "个人", taxNumber: "91350100M000100Y43" };
let id: string;

test("what a receipt paid is asked for, and refused with the provider's words", async () => {
  expect(await ofReceipt()).toMatchObject({
    title: "张三",
    invoices: [],
    lines: [{ fee: "heat", netFen: 245_385, taxFen: 22_085 }],
  });
  const asked = await post("/api/invoices", { of: { paymentId: receipt }, buyer: WRONG }, cashier);
  expect(asked.status).toBe(200);
  id = asked.body.id;
  await expect.poll(() => stateOf(id)).toBe("refused");
  expect(await rowOf(id)).toMatchObject({ refusal: { code: "BUYER-TAX-NUMBER" } });
  expect((await ofReceipt()).lines).toEqual([]);
});

test("it is in the list of what failed, mended, and issued although answers are lost", async () => {
  const failed = await get("/api/invoices?state=refused", finance);
  expect(failed.body).toMatchObject({ rows: [{ id, title: "个人" }], isIssued: true });
  const { rev } = failed.body.rows[0];
  const buyer = { title: "幸福超市", taxNumber: WRONG.taxNumber, email: "a@b.cn" };
  expect((await post(`/api/invoices/${id}/mend`, { rev, buyer }, cashier)).status).toBe(200);
  await expect.poll(() => stateOf(id)).toBe("issued");
  const shown = (await get(`/api/invoices/${id}`, finance)).body;
  expect(shown).toMatchObject({
    issued: { number: expect.stringMatching(/^\d{20}$/) },
    buyer: { title: "幸福超市", email: "a@b.cn" },
    leftFen: FEE,
  });
  expect(shown.buyer.taxNumber).toMatch(/^9135\*+0Y43$/);
});

test("the whole tax number is for finance, who is on record", async () => {
  expect((await get(`/api/invoices/${id}/tax-number`, cashier)).status).toBe(403);
  const { body } = await get(`/api/invoices/${id}/tax-number`, finance);
  expect(body).toEqual({ taxNumber: WRONG.taxNumber });
});

test("once the payment is reversed a red one is issued by itself", async () => {
  await done(server.deps, caller(actor(["finance"])), reverse, { id: entryId, reason: "错户" });
  const red = async () => (await ofReceipt()).invoices.find(({ kind }) => kind === "red");
  await expect.poll(async () => (await red())?.state).toBe("issued");
  expect(await red()).toMatchObject({ blueId: id, grossFen: -FEE, title: "幸福超市" });
  expect((await get(`/api/invoices/${id}`, finance)).body.leftFen).toBe(0);
});

test.each([
  ["state=issued", 2],
  ["state=wanted", 0],
  ["title=幸福", 2],
  ["title=平安", 0],
  ["day=2001-01-01", 0],
])("the list by %s has %d", async (query, count) => {
  const { body } = await get(`/api/invoices?${query}`, finance);
  expect(body.rows).toHaveLength(count);
});

test("another hall does not see what was asked for elsewhere in its list", async () => {
  const other = await server.signIn(["cashier"], { kind: "hall", hallId: "hall-nancheng" });
  expect((await get("/api/invoices", other)).body.rows).toEqual([]);
});
