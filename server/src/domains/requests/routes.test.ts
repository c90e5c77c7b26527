import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LiveClient } from "../../platform/realtime/testing.ts";
import { startTestServer, type SignedIn, type TestServer } from "../../testing.ts";
import { settle, XICHENG } from "../ledger/testing.ts";

// Over HTTP and live: what each sees of a request, and what they may do with it.

let server: TestServer;
let cashier: SignedIn;
let manager: SignedIn;
let finance: SignedIn;

beforeAll(async () => {
  server = await startTestServer();
  await settle(server.deps, 2);
  cashier = await server.signIn(["cashier"], XICHENG);
  manager = await server.signIn(["hall-manager"], XICHENG);
  finance = await server.signIn(["finance"]);
});
afterAll(() => server.close());

const post = (path: string, by: SignedIn, body: object) =>
  server.request(path, { cookie: by.cookie, body });
const get = (path: string, { cookie }: SignedIn) => server.request(path, { cookie });

async function paid(amountFen: number) {
  const body = {
    parts: [{ accountId: "h0", amountFen }],
    tenders: [{ method: "card", amountFen }],
  };
  return (await post("/api/payments", cashier, body)).body.parts[0].entryId as string;
}

async function asked(entryId: string) {
  const answer = await post(`/api/entries/${entryId}/reversal-request`, cashier, {
    reason: "错户",
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body.request;
}

test("refused alone, shown, asked for, approved: from the desk to the journal", async () => {
  const entryId = await paid(2_000_000);
  const alone = await post(`/api/entries/${entryId}/reversal`, manager, { reason: "错" });
  expect([alone.status, alone.body.code]).toEqual([409, "approval-needed"]);
  const shown = await get(`/api/entries/${entryId}/reversal-preview`, cashier);
  expect(shown.body).toMatchObject({
    about: ["households/h0"],
    amountFen: 2_000_000,
    steps: ["ledger.approve-reversal", "ledger.release-reversal"],
    preview: { entries: [{ kind: "reversal" }] },
  });
  const request = await asked(entryId);
  expect(request).toMatchObject({ preview: shown.body.preview, mine: false, state: "pending" });
  const { id, rev } = request;
  const first = await post(`/api/requests/${id}/approve`, manager, { rev, words: "票据已核" });
  expect(first.body.request).toMatchObject({
    state: "pending",
    mine: false,
    steps: [{ decision: "approved", words: "票据已核" }, { permission: "ledger.release-reversal" }],
  });
  const stale = await post(`/api/requests/${id}/approve`, finance, { rev });
  expect(stale.body.code).toBe("changed-meanwhile");
  const last = await post(`/api/requests/${id}/approve`, finance, { rev: rev + 1 });
  expect(last.body.request).toMatchObject({ state: "executed" });
  const { body } = await get("/api/households/h0/entries", cashier);
  expect(body.entries[0]).toMatchObject({ kind: "reversal", requestId: id, reason: "错户" });
});

describe("who sees a request", () => {
  test("whoever asked, whoever may decide it where it belongs, and the auditor", async () => {
    const { id } = await asked(await paid(100));
    const rows: [SignedIn, number][] = [
      [cashier, 200],
      [manager, 200],
      [finance, 200],
      [await server.signIn(["auditor"]), 200],
      [await server.signIn(["cashier"], XICHENG), 403],
      [await server.signIn(["hall-manager"], { kind: "hall", hallId: "hall-2" }), 403],
      [await server.signIn(["administrator"]), 403],
      [await server.signIn(["agent"]), 403],
    ];
    for (const [by, status] of rows) {
      expect((await get(`/api/requests/${id}`, by)).status).toBe(status);
      const { body } = await get("/api/requests", by);
      const ids = (body.rows ?? []).map((row: { id: string }) => row.id);
      expect(ids.includes(id)).toBe(status === 200);
    }
    expect((await get("/api/requests/none", finance)).status).toBe(404);
  });

  test("page by page, the newest first", async () => {
    const own = [(await asked(await paid(101))).id, (await asked(await paid(102))).id];
    const page = await get("/api/requests?limit=1", cashier);
    expect(page.body.rows.map((row: { id: string }) => row.id)).toEqual([own[1]]);
    const next = await get(`/api/requests?limit=1&after=${page.body.next}`, cashier);
    expect(next.body.rows.map((row: { id: string }) => row.id)).toEqual([own[0]]);
    expect((await get("/api/requests?after=none", cashier)).status).toBe(404);
  });
});

test("live: each their own part, until it is settled", async () => {
  const clients = await Promise.all(
    [cashier, manager, finance].map(({ cookie }) => LiveClient.connected(server.url, cookie)),
  );
  const rooms = await Promise.all(clients.map((client) => client.joined("requests", {})));
  const { id, rev } = await asked(await paid(103));
  const rowOf = (at: number) => clients[at]!.rowsIn(rooms[at]!).get(id) as { mine: boolean };
  for (const [at, client] of clients.entries()) await client.until(() => rowOf(at) !== undefined);
  expect([0, 1, 2].map((at) => rowOf(at).mine)).toEqual([false, true, true]);
  await post(`/api/requests/${id}/decline`, manager, { rev, reason: "无凭证" });
  for (const [at, client] of clients.entries()) await client.until(() => rowOf(at) === undefined);
  for (const client of clients) client.close();
});

test("live: nothing for those who ask for nothing", async () => {
  const { cookie } = await server.signIn(["field-worker"]);
  const client = await LiveClient.connected(server.url, cookie);
  expect(await client.join("requests", {})).toMatchObject({ ok: false, code: "forbidden" });
  client.close();
});
