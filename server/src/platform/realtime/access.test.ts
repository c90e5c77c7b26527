import { boardView, type BoardRow } from "@warmline/shared/hall/live.ts";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { orgNodes } from "@warmline/shared/households/model.ts";
import { ROLES, type Role, type Scope } from "@warmline/shared/access/actor.ts";
import { refuse } from "@warmline/shared/kernel/result.ts";
import { staff } from "@warmline/shared/staff/model.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { startTestServer, type TestServer } from "../../testing.ts";
import { pairedDevice } from "../http/testing.ts";
import { makeAuthenticator } from "../../domains/staff/authenticator.ts";
import { startRealtime } from "./server.ts";
import { LiveClient } from "./testing.ts";
import type { LiveView } from "./view.ts";

// Whoever loses the right is out at once: no further row reaches that screen, and no endpoint lets
// it back in.

let server: TestServer;
let boss: string;
let serial = 0;
beforeAll(async () => {
  server = await startTestServer();
  const node = (id: string, kind: "branch" | "hall") =>
    insert(orgNodes, { id, kind, name: id, parentId: "head", path: ["head", id] });
  await server.deps.store.commit([
    node("east", "branch"),
    node("west", "branch"),
    node("hall", "hall"),
  ]);
  boss = (await server.signIn(ROLES)).cookie;
});
afterAll(() => server.close());

const clients: LiveClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});

async function screen(cookie: string): Promise<LiveClient> {
  const client = await LiveClient.connected(server.url, cookie);
  clients.push(client);
  return client;
}

async function post(path: string, body: object) {
  const key = `access-test-${(serial += 1)}`;
  const answer = await server.request(path, { cookie: boss, key, body });
  if (answer.status !== 200) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

const fileCase = async (description: string): Promise<string> =>
  (await post("/api/cases", { category: "other", description, contact: {} })).id;

async function staffRow(id: string) {
  const { body } = await server.request("/api/staff", { cookie: boss });
  return body.find((row: { id: string }) => row.id === id);
}

/** In the store alone: the command would end the session as well. */
async function change(id: string, to: { roles?: readonly Role[]; scope?: Scope }) {
  const member = (await server.deps.store.get(staff, id))!;
  await server.deps.store.commit([replace(staff, member, { ...member, ...to })]);
}

/**
 * A case that only the whole city sees has reached a witness: whatever else it would reach, it has.
 */
async function showToWitness(description: string): Promise<void> {
  const witness = await screen(boss);
  const room = await witness.joined("cases", {});
  const id = await fileCase(description);
  await witness.until(() => witness.rowsIn(room).has(id));
}

const sees = (client: LiveClient, description: string) =>
  client.came.some((row) => (row as { description?: string } | null)?.description === description);

async function expectShutOut(cookie: string) {
  const again = new LiveClient(server.url, { cookie });
  clients.push(again);
  await again.until(() => again.refusedAs !== null);
  expect(again.refusedAs).toBe("not-signed-in");
}

const endings: [string, (id: string) => Promise<unknown>][] = [
  [
    "deactivated",
    async (id) =>
      post(`/api/staff/${id}/deactivate`, { rev: (await staffRow(id)).rev, reason: "离职" }),
  ],
  [
    "given other rights",
    async (id) => {
      const { rev, name, scope } = await staffRow(id);
      await post(`/api/staff/${id}`, { rev, name, scope, roles: ["dispatcher"], reason: "调岗" });
    },
  ],
  ["signed out everywhere", (id) => post(`/api/staff/${id}/sessions/end`, { reason: "设备遗失" })],
  [
    "given another password",
    (id) => post(`/api/staff/${id}/reset-password`, { reason: "忘记密码" }),
  ],
];
test.each(endings)("whoever is %s is disconnected at once", async (_, end) => {
  const { id, cookie } = await server.signIn(["agent"]);
  const client = await screen(cookie);
  const other = await screen((await server.signIn(["agent"])).cookie);
  await client.joined("cases", {});
  await end(id);
  await client.until(() => client.endedBy !== null);
  expect(client.endedBy).toBe("io server disconnect");
  await showToWitness(`之后${id}`);
  expect(sees(client, `之后${id}`)).toBe(false);
  await expectShutOut(cookie);
  expect(other.endedBy).toBeNull();
});

test("signing out ends the screens of that session", async () => {
  const { cookie } = await server.signIn(["agent"]);
  const client = await screen(cookie);
  await server.request("/api/sign-out", { cookie, body: {} });
  await client.until(() => client.endedBy !== null);
  await expectShutOut(cookie);
});

test("a session that ends by time alone lets nobody join any more", async () => {
  const own = await startTestServer();
  const { cookie } = await own.signIn(["agent"]);
  const client = await LiveClient.connected(own.url, cookie);
  own.deps.advance(366 * 86_400_000);
  expect(await client.join("cases", {})).toMatchObject({ ok: false, code: "not-signed-in" });
  client.close();
  await own.close();
});

test("a revoked television goes dark", async () => {
  const television = await pairedDevice(server.deps, "tv", "hall");
  const client = await screen(television.cookie);
  await client.joined("board", { hallId: "hall" });
  await post(`/api/devices/${television.id}/revoke`, { rev: 1, reason: "报废" });
  await client.until(() => client.endedBy !== null);
  await expectShutOut(television.cookie);
});

test("a narrower scope: out of the city's room, into the branch's", async () => {
  const { id, cookie } = await server.signIn(["dispatcher"]);
  const client = await screen(cookie);
  const room = await client.joined("cases", {});
  await change(id, { scope: { kind: "branch", branchId: "east" } });
  await client.until(() => client.left.length > 0);
  expect(client.left).toEqual([{ room, code: "out-of-scope" }]);
  await showToWitness("城区的");
  expect(sees(client, "城区的")).toBe(false);
  expect(await client.joined("cases", {})).not.toBe(room);
  expect(client.endedBy).toBeNull();
});

test("a role less: out of what it opened, with the refusal's own code", async () => {
  const { id, cookie } = await server.signIn(["agent", "finance"]);
  const client = await screen(cookie);
  const room = await client.joined("cases", {});
  await change(id, { roles: ["finance"] });
  await client.until(() => client.left.length > 0);
  expect(client.left).toEqual([{ room, code: "forbidden" }]);
  expect(await client.join("cases", {})).toMatchObject({ ok: false, code: "forbidden" });
});

test("a sign-in and a device in one browser: either alone holds what it may see", async () => {
  const television = await pairedDevice(server.deps, "tv", "hall");
  const { id, cookie } = await server.signIn(["agent"]);
  const client = await screen(`${cookie}; ${television.cookie}`);
  const cases = await client.joined("cases", {});
  const board = await client.joined("board", { hallId: "hall" });
  await post(`/api/staff/${id}/sessions/end`, { reason: "下班" });
  await client.until(() => client.left.length > 0);
  expect(client.left).toMatchObject([{ room: cases }]);
  expect(client.rooms.has(board)).toBe(true);
  expect(client.endedBy).toBeNull();
});

test("whoever is being admitted while losing the right does not slip through", async () => {
  const asked = Promise.withResolvers<void>();
  const answered = Promise.withResolvers<void>();
  let joins = 0;
  /** A city's view that is slow to answer the first who asks. */
  const slow: LiveView<{ hallId: string }, BoardRow> = {
    view: boardView,
    collections: [],
    async join(actor) {
      const city = actor.kind === "staff" && actor.scope.kind === "city";
      joins += 1;
      if (joins === 1) {
        asked.resolve();
        await answered.promise;
      }
      return city ? { ok: true, room: "board/city" } : refuse("out-of-scope");
    },
    snapshot: async () => [],
    changed: async () => [],
  };
  const { store, clock, config } = server.deps;
  const http = createServer().listen(0, "127.0.0.1");
  await once(http, "listening");
  const realtime = await startRealtime({
    http,
    store,
    clock,
    log: pino({ level: config.LOG_LEVEL }),
    authenticator: makeAuthenticator(server.deps),
    security: server.deps.records.security,
    reads: server.deps.records.reads,
    views: [slow] as unknown as LiveView[],
  });
  const { id, cookie } = await server.signIn(["dispatcher"]);
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const [late, early] = [
    await LiveClient.connected(url, cookie),
    await LiveClient.connected(url, cookie),
  ];
  const joining = late.join("board", { hallId: "hall" });
  await asked.promise;
  await early.joined("board", { hallId: "hall" });
  await change(id, { scope: { kind: "branch", branchId: "east" } });
  await early.until(() => early.left.length > 0);
  answered.resolve();
  expect(await joining).toMatchObject({ ok: false, code: "out-of-scope" });
  for (const client of [late, early]) client.close();
  await realtime.close();
});
