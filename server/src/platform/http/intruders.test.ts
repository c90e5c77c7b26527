import { brotliCompressSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { audit } from "@warmline/shared/audit/model.ts";
import { ROLES } from "@warmline/shared/access/actor.ts";
import { startTestServer, type TestServer } from "../../testing.ts";
import { rawRequest } from "./testing.ts";

// What no browser sends, and what once broke the server or went through.

let server: TestServer;
let cookie: string;
beforeAll(async () => {
  server = await startTestServer();
  cookie = (await server.signIn(ROLES)).cookie;
});
afterAll(() => server.close());

const call = Buffer.from('{"login":"somebody","password":"not it at all"}');
test.each([
  ["gzip", gzipSync(call)],
  ["br", brotliCompressSync(call)],
  ["gzip", call],
  ["br", call],
  ["deflate", call],
  ["gzip", gzipSync(Buffer.alloc(50_000_000))],
  ["no-such", call],
])("a body said to be %s is refused as it stands", async (encoding, body) => {
  for (const path of ["/api/sign-in", "/api/files"]) {
    const type = path === "/api/files" ? "application/octet-stream" : "application/json";
    const headers = { cookie, "content-type": type, "content-encoding": encoding };
    const answer = await rawRequest(server.url, path, { method: "POST", headers, body });
    expect([answer.status, answer.json.code], path).toEqual([415, "wrong-content-type"]);
  }
});

test("who has not signed in acts as nobody, not as the system", async () => {
  await server.request("/api/sign-in", { body: { login: "nobody", password: "not it at all" } });
  const where = { command: "staff.refuse-sign-in" };
  const [record] = await server.deps.store.find(audit, { index: "byCommand", where, limit: 1 });
  expect(record).toMatchObject({ actorKind: "public", origin: expect.stringMatching(/^public /) });
});
