import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { storedFiles } from "@warmline/shared/files/model.ts";
import { startTestServer, type SignedIn, type TestServer } from "../../testing.ts";
import { settle, XICHENG } from "../ledger/testing.ts";

// Pictures that go with a request: whoever asks sends them along, whoever sees it looks at them.

let server: TestServer;
let cashier: SignedIn;
let manager: SignedIn;

beforeAll(async () => {
  server = await startTestServer();
  await settle(server.deps, 1);
  cashier = await server.signIn(["cashier"], XICHENG);
  manager = await server.signIn(["hall-manager"], XICHENG);
});
afterAll(() => server.close());

let uploads = 0;

async function upload({ cookie }: SignedIn): Promise<string> {
  const size = { width: 30, height: 20, channels: 3 as const, background: "red" };
  const body = new Uint8Array(await sharp({ create: size }).jpeg().toBuffer());
  const headers = {
    cookie,
    "content-type": "application/octet-stream",
    "idempotency-key": `request-file-${(uploads += 1)}`,
  };
  const answer = await fetch(`${server.url}/api/files`, { method: "POST", headers, body });
  return ((await answer.json()) as { fileId: string }).fileId;
}

const look = ({ cookie }: SignedIn, path: string) =>
  fetch(`${server.url}${path}`, { headers: { cookie } });

async function ask(fileIds: readonly string[], by = cashier) {
  const amountFen = 100;
  const tenders = [{ method: "card", amountFen }];
  const parts = [{ accountId: "h0", amountFen }];
  const paid = await server.request("/api/payments", {
    cookie: cashier.cookie,
    body: { parts, tenders },
  });
  const path = `/api/entries/${paid.body.parts[0].entryId}/reversal-request`;
  return server.request(path, { cookie: by.cookie, body: { reason: "错户", fileIds } });
}

test("they are sent along, and seen by whoever sees the request, and nobody else", async () => {
  const fileId = await upload(cashier);
  const { request } = (await ask([fileId])).body;
  expect(request.files).toMatchObject([
    { fileId, type: "image/jpeg", actorName: expect.any(String) },
  ]);
  const path = `/api/requests/${request.id}/files/${fileId}`;
  const shown = await look(manager, path);
  expect([shown.status, shown.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
  const elsewhere = await server.signIn(["hall-manager"], { kind: "hall", hallId: "hall-2" });
  const agent = await server.signIn(["agent"]);
  expect((await look(elsewhere, path)).status).toBe(403);
  expect((await look(agent, path)).status).toBe(403);
  // By itself it is nobody's but its uploader's, and of no other request.
  expect((await look(manager, `/api/files/${fileId}`)).status).toBe(404);
  const other = (await ask([])).body.request;
  expect(other.files).toBeUndefined();
  expect((await look(manager, `/api/requests/${other.id}/files/${fileId}`)).status).toBe(404);
  expect(await server.deps.store.get(storedFiles, fileId)).toMatchObject({
    state: "attached",
    requestId: request.id,
  });
});

test("one file belongs to one thing, and is sent by whoever uploaded it", async () => {
  const fileId = await upload(cashier);
  await ask([fileId]);
  expect((await ask([fileId])).body.code).toBe("file-not-found");
  expect((await ask([await upload(manager)])).body.code).toBe("file-not-found");
  const many = await Promise.all(Array.from({ length: 7 }, () => upload(cashier)));
  expect((await ask(many)).body.code).toBe("bad-input");
  expect(await server.deps.store.get(storedFiles, many[0]!)).toMatchObject({ state: "waiting" });
});

test("what was shown stays what is carried out, with documents or without", async () => {
  const { request } = (await ask([await upload(cashier)])).body;
  const approved = await server.request(`/api/requests/${request.id}/approve`, {
    cookie: manager.cookie,
    body: { rev: request.rev },
  });
  expect(approved.body.request).toMatchObject({ state: "executed", files: [{}] });
});
