import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SecurityEventRow } from "@warmline/shared/security/api.ts";
import type { SecurityRow } from "@warmline/shared/security/live.ts";
import { households } from "@warmline/shared/households/model.ts";
import { seedDemoCity } from "@warmline/demo/seed.ts";
import { startTestServer, type SignedIn, type TestServer } from "../../testing.ts";
import { LiveClient } from "../../platform/realtime/testing.ts";
import { rawRequest } from "../../platform/http/testing.ts";
import { resetFromMachine } from "../staff/index.ts";

// Every way of being refused at a door leaves an event that says who, from where and at what.

let server: TestServer;
let auditor: SignedIn;

const settings = {
  RATE_READ_PER_MINUTE: "60",
  ALARM_REFUSALS: "20",
  ALARM_STRANGERS: "40",
  ALARM_ADDRESSES: "2",
};

beforeAll(async () => {
  server = await startTestServer(settings);
  await seedDemoCity(server.deps, { households: 60, seasons: 1, seed: 7 });
  auditor = await server.signIn(["auditor"]);
});
afterAll(() => server.close());

async function eventsOf(query: string): Promise<SecurityEventRow[]> {
  const { cookie } = auditor;
  const { body } = await server.request(`/api/security/events?${query}`, { cookie });
  return body.rows;
}

async function screen() {
  const client = await LiveClient.connected(server.url, auditor.cookie);
  const room = await client.joined("security", {});
  const rows = () =>
    [...(client.rooms.get(room)?.known.values() ?? [])].map(({ row }) => row as SecurityRow);
  const alarms = () => rows().flatMap((row) => (row.kind === "alarm" ? [row.alarm] : []));
  return { client, rows, alarms };
}

describe("is recorded with who, from where and what", () => {
  test("what a person has no permission for", async () => {
    const agent = await server.signIn(["agent"]);
    for (let round = 0; round < 3; round += 1) {
      await server.request("/api/audit", { cookie: agent.cookie });
    }
    expect(await eventsOf(`actorId=${agent.id}`)).toMatchObject([
      {
        kind: "forbidden",
        what: "audit.page",
        about: "/api/audit",
        actorName: agent.login,
        count: 1,
      },
    ]);
    expect((await eventsOf(`actorId=${agent.id}`))[0]?.address).toContain("127.0.0.1");
  });

  test("what lies outside their scope, over HTTP and over a socket", async () => {
    const scope = { kind: "branch", branchId: "branch-01" } as const;
    const agent = await server.signIn(["agent"], scope);
    const all = await server.deps.store.find(households, { index: "number", limit: 60 });
    const other = all.find(({ place }) => place.branchId !== scope.branchId);
    await server.request(`/api/households/${other?.id}`, { cookie: agent.cookie });
    const client = await LiveClient.connected(server.url, agent.cookie);
    await client.join("household", { id: other?.id });
    client.close();
    const found = await eventsOf(`actorId=${agent.id}`);
    expect(found).toMatchObject([{ kind: "out-of-scope", what: "households.get", count: 1 }]);
    expect(found[0]?.about).toContain(other?.id);
    server.deps.advance(60_000);
    const later = await eventsOf(`actorId=${agent.id}`);
    expect(later.reduce((sum, { count }) => sum + count, 0)).toBe(2);
  });

  test("a sign-in that has ended, by whose it was; an invented one by nobody's", async () => {
    const agent = await server.signIn(["agent"]);
    await server.request("/api/sign-out", { cookie: agent.cookie, body: {} });
    await server.request("/api/cases", { cookie: agent.cookie });
    expect(await eventsOf(`actorId=${agent.id}`)).toMatchObject([
      { kind: "session-ended", what: "cases.list", actorName: agent.login },
    ]);
    await server.request("/api/cases", { cookie: "warmline=invented" });
    expect((await eventsOf("kind=not-signed-in"))[0]).toMatchObject({
      actorKind: "public",
      what: "cases.list",
    });
  });

  test("a page that asks who is signed in is none, where nobody is", async () => {
    server.deps.advance(60_000);
    await server.deps.records.flush();
    const before = (await eventsOf("kind=not-signed-in")).length;
    await server.request("/api/me");
    server.deps.advance(60_000);
    expect(await eventsOf("kind=not-signed-in")).toHaveLength(before);
  });

  test("another site's page, and a page of somebody else", async () => {
    const cashier = await server.signIn(["cashier"]);
    const post = (headers: Record<string, string>) =>
      server.request("/api/me/password", { cookie: cashier.cookie, body: {}, headers });
    await post({ origin: "https://evil.example" });
    await post({ "acting-as": "somebody-else" });
    const kinds = (await eventsOf(`actorId=${cashier.id}`)).map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(["another-person", "wrong-origin"]);
  });

  test("a socket from another site, and one of nobody's", async () => {
    server.deps.advance(60_000);
    const upgrade = {
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-version": "13",
      "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
      origin: "https://evil.example",
    };
    await rawRequest(server.url, "/socket.io/?EIO=4&transport=websocket", { headers: upgrade });
    const stranger = new LiveClient(server.url);
    await stranger.until(() => stranger.refusedAs !== null);
    stranger.close();
    expect((await eventsOf("kind=wrong-origin"))[0]).toMatchObject({ what: "socket" });
    expect((await eventsOf("kind=not-signed-in"))[0]).toMatchObject({ what: "socket" });
  });

  test("too many requests, and wrong passwords up to the lock", async () => {
    const agent = await server.signIn(["agent"]);
    for (let round = 0; round < 61; round += 1) {
      await server.request("/api/me", { cookie: agent.cookie });
    }
    expect(await eventsOf(`actorId=${agent.id}`)).toMatchObject([{ kind: "too-many-requests" }]);
    const body = { login: agent.login, password: "not the right one" };
    for (let round = 0; round < 5; round += 1) await server.request("/api/sign-in", { body });
    expect((await eventsOf("kind=sign-in-refused"))[0]).toMatchObject({ what: "staff.sign-in" });
  });

  test("a lock, changed rights, a reset, each by its audit record", async () => {
    const administrator = await server.signIn(["administrator"]);
    const person = await server.signIn(["agent"]);
    const { rows, client } = await screen();
    const about = `staff/${person.id}`;
    const seen = (kind: string) =>
      rows().find(
        (row) => row.kind === "event" && row.event.kind === kind && row.event.about === about,
      );
    const wrong = { login: person.login, password: "not the right one" };
    for (let round = 0; round < 5; round += 1)
      await server.request("/api/sign-in", { body: wrong });
    await client.until(() => seen("locked-out") !== undefined);
    const post = (path: string, body: object) =>
      server.request(`/api/staff/${person.id}${path}`, { cookie: administrator.cookie, body });
    const rights = { name: person.login, roles: ["dispatcher"], scope: { kind: "city" } };
    const { rev } = (
      await server.request("/api/staff", { cookie: administrator.cookie })
    ).body.find(({ id }: { id: string }) => id === person.id);
    expect((await post("", { rev, ...rights })).status).toBe(200);
    await client.until(() => seen("rights-changed") !== undefined);
    await post("/reset-password", { reason: "忘记" });
    await client.until(() => seen("password-reset") !== undefined);
    client.close();
  });
});

test("rights that two administrators gave are told, as done by whoever approved", async () => {
  const asker = await server.signIn(["administrator"]);
  const second = await server.signIn(["administrator"]);
  const person = await server.signIn(["cashier"]);
  const { rows, client } = await screen();
  const wanted = { act: "reset-password", id: person.id, reason: "忘记" };
  const asked = await server.request("/api/staff-requests", {
    cookie: asker.cookie,
    body: wanted,
  });
  const { id, rev } = asked.body.request;
  const path = `/api/requests/${id}/approve`;
  await server.request(path, { cookie: second.cookie, body: { rev } });
  const told = () =>
    rows().find((row) => row.kind === "event" && row.event.about === `requests/${id}`);
  await client.until(() => told() !== undefined);
  const done = { kind: "rights-changed", actorId: second.id, what: "requests.approve" };
  expect(told()).toMatchObject({ event: done });
  client.close();
});

describe("an alarm", () => {
  test("by many refusals is seen live, acknowledged by somebody else, opened again", async () => {
    const curious = await server.signIn(["administrator"]);
    const other = await server.signIn(["administrator"]);
    const { alarms, client } = await screen();
    const mine = () => alarms().find(({ actorId }) => actorId === curious.id);
    for (let round = 0; round < 20; round += 1) {
      await server.request("/api/cases", { cookie: curious.cookie });
    }
    server.deps.advance(60_000);
    await server.deps.records.flush();
    await client.until(() => mine() !== undefined);
    expect(mine()).toMatchObject({ rule: "many-refusals", open: true, count: 20, limit: 20 });
    const { id, rev } = mine()!;
    const path = `/api/security/alarms/${encodeURIComponent(id)}`;
    const body = { rev, note: "已询问本人" };
    const own = await server.request(`${path}/acknowledge`, { cookie: curious.cookie, body });
    expect(own).toMatchObject({ status: 403, body: { code: "own-alarm" } });
    const done = await server.request(`${path}/acknowledge`, { cookie: other.cookie, body });
    expect(done.body).toMatchObject({
      open: false,
      acknowledged: { actorName: other.login, note: body.note },
    });
    await client.until(() => mine()?.open === false);
    const stale = await server.request(`${path}/acknowledge`, { cookie: auditor.cookie, body });
    expect(stale.body).toMatchObject({
      code: "changed-meanwhile",
      detail: { by: other.login, command: "security.acknowledge" },
    });
    const late = { rev: done.body.rev, note: "再来一次" };
    const again = await server.request(`${path}/acknowledge`, { cookie: other.cookie, body: late });
    expect(again.body.code).toBe("alarm-acknowledged");
    const back = { rev: done.body.rev, reason: "又发生了" };
    const reopened = await server.request(`${path}/reopen`, { cookie: other.cookie, body: back });
    expect(reopened.body).toMatchObject({ open: true });
    expect(reopened.body.acknowledged).toBeUndefined();
    client.close();
  });

  test("by break-glass is not for whomever it let in", async () => {
    const person = await server.signIn(["administrator"]);
    const { alarms, client } = await screen();
    const how = { login: person.login, reason: "忘记密码", user: "root" };
    const password = await resetFromMachine(server.deps, how);
    const entered = await server.request("/api/sign-in", {
      body: {
        login: person.login,
        password: password.ok && password.value,
        newPassword: "warm radiators all winter",
      },
    });
    const cookie = entered.headers.get("set-cookie")?.split(";")[0] ?? "";
    const about = `staff/${person.id}`;
    const raised = () => alarms().find((alarm) => alarm.about === about);
    await client.until(() => raised() !== undefined);
    const path = `/api/security/alarms/${encodeURIComponent(raised()!.id)}/acknowledge`;
    const body = { rev: raised()!.rev, note: "已核实" };
    const own = await server.request(path, { cookie, body });
    expect(own.body.code).toBe("own-alarm");
    expect((await server.request(path, { cookie: auditor.cookie, body })).status).toBe(200);
    client.close();
  });

  test("by a flood of strangers", async () => {
    const { alarms, client } = await screen();
    for (let round = 0; round < 45; round += 1) await server.request("/api/cases");
    server.deps.advance(60_000);
    await server.deps.records.flush();
    const raised = () => alarms().find(({ rule }) => rule === "many-strangers");
    await client.until(() => raised() !== undefined);
    expect(raised()?.count).toBeGreaterThanOrEqual(40);
    client.close();
  });
});

test("nobody else may look, neither over HTTP nor over a socket", async () => {
  const supervisor = await server.signIn(["supervisor"]);
  const scope = { kind: "branch", branchId: "branch-01" } as const;
  const ofBranch = await server.signIn(["auditor"], scope);
  const codes = [supervisor, ofBranch].map(async ({ cookie }) => {
    const client = await LiveClient.connected(server.url, cookie);
    const joined = await client.join("security", {});
    client.close();
    const { body } = await server.request("/api/security/events", { cookie });
    return [body.code, joined.ok ? "joined" : joined.code];
  });
  expect(await Promise.all(codes)).toEqual([
    ["forbidden", "forbidden"],
    ["out-of-scope", "out-of-scope"],
  ]);
});
