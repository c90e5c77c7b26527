import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { audit } from "@warmline/shared/audit/model.ts";
import { rightsRequests } from "@warmline/shared/staff/request.ts";
import { sessions, staff } from "@warmline/shared/staff/model.ts";
import { LiveClient } from "../../platform/realtime/testing.ts";
import { startTestServer, type SignedIn, type TestServer } from "../../testing.ts";

// What one administrator asks for and another one confirms.

let server: TestServer;
let asker: SignedIn;
let second: SignedIn;

beforeAll(async () => {
  server = await startTestServer();
});
beforeEach(async () => {
  asker = await server.signIn(["administrator"]);
  second = await server.signIn(["administrator"]);
});
afterAll(() => server.close());

const city = { kind: "city" } as const;
const reason = "轮岗";
const NEW_PASSWORD = "warm radiators all winter";

const post = (path: string, body: object, cookie: string, key?: string) =>
  server.request(path, { cookie, body, ...(key === undefined ? {} : { key }) });
const ask = (body: object, by = asker) =>
  post("/api/staff-requests", { reason, ...body }, by.cookie);
const settle = (verb: string, request: { id: string; rev: number }, by: SignedIn, more = {}) =>
  post(`/api/staff-requests/${request.id}/${verb}`, { rev: request.rev, ...more }, by.cookie);
const confirm = (request: { id: string; rev: number }, by = second) =>
  settle("confirm", request, by);

const stored = async (id: string) => (await server.deps.store.get(staff, id))!;

/** Asks that somebody, an agent if nobody is given, becomes finance. */
async function askFinance(person?: SignedIn) {
  const { id } = person ?? (await server.signIn(["agent"]));
  const { rev, name } = await stored(id);
  const asked = await ask({ act: "change", id, rev, name, roles: ["finance"], scope: city });
  expect(asked.status, JSON.stringify(asked.body)).toBe(200);
  return { id, request: asked.body.request, firstHalf: asked.body.firstHalf as string };
}

const signIn = (login: string, password: string) =>
  server.request("/api/sign-in", { body: { login, password, newPassword: NEW_PASSWORD } });

describe("a right that two administrators give", () => {
  test("nothing changes until it is confirmed; then sessions end, and halves make one password", async () => {
    const person = await server.signIn(["agent"]);
    const { id, request, firstHalf } = await askFinance(person);
    expect((await server.request("/api/me", { cookie: person.cookie })).body.roles).toEqual([
      "agent",
    ]);
    expect(request).toMatchObject({
      from: { roles: ["agent"] },
      to: { roles: ["finance"] },
      newPassword: true,
      askedById: asker.id,
      reason,
    });
    const done = await confirm(request);
    expect(done.body.staff).toMatchObject({ id, roles: ["finance"] });
    expect((await server.request("/api/me", { cookie: person.cookie })).status).toBe(401);

    const { secondHalf } = done.body;
    for (const wrong of [person.password, firstHalf, secondHalf, `${secondHalf}-${firstHalf}`]) {
      expect((await signIn(person.login, wrong)).body.code).toBe("sign-in-refused");
    }
    server.deps.advance(60_000);
    const entered = await signIn(person.login, `${firstHalf}-${secondHalf}`);
    expect(entered.body.roles).toEqual(["finance"]);
  });

  test("a newcomer is there when it is confirmed, and not before", async () => {
    const wanted = { login: "xin.caiwu", name: "新财务", roles: ["finance"], scope: city };
    const { body } = await ask({ act: "create", ...wanted });
    const list = async () => (await server.request("/api/staff", asker)).body;
    const logins = (rows: { login: string }[]) => rows.map(({ login }) => login);
    expect(logins(await list())).not.toContain("xin.caiwu");
    const done = await confirm(body.request);
    expect(done.body.staff).toMatchObject({ ...wanted, id: body.request.staffId, active: true });
    expect((await list()).find(({ login }: { login: string }) => login === "xin.caiwu")).toEqual(
      done.body.staff,
    );
    const entered = await signIn("xin.caiwu", `${body.firstHalf}-${done.body.secondHalf}`);
    expect(entered.status).toBe(200);
  });

  test("whoever held such a right keeps the password, also when they work again", async () => {
    const person = await server.signIn(["finance"]);
    const { rev } = await stored(person.id);
    const off = await post(`/api/staff/${person.id}/deactivate`, { rev, reason }, asker.cookie);
    const back = { act: "reactivate", id: person.id, rev: off.body.rev };
    const { body } = await ask(back);
    expect([body.firstHalf, body.request.newPassword]).toEqual([undefined, false]);
    const done = await confirm(body.request);
    expect(done.body).toEqual({ staff: expect.objectContaining({ active: true }) });
    const { login, password } = person;
    expect((await server.request("/api/sign-in", { body: { login, password } })).status).toBe(200);
  });

  test("a password is reset by two, half by half", async () => {
    const person = await server.signIn(["administrator"]);
    const { body } = await ask({ act: "reset-password", id: person.id });
    expect((await server.request("/api/me", { cookie: person.cookie })).status).toBe(200);
    const done = await confirm(body.request);
    expect((await server.request("/api/me", { cookie: person.cookie })).status).toBe(401);
    const entered = await signIn(person.login, `${body.firstHalf}-${done.body.secondHalf}`);
    expect(entered.status).toBe(200);
  });
});

describe("who may settle what was asked", () => {
  test("nobody but another administrator of the city confirms", async () => {
    const concerned = await server.signIn(["administrator"], { kind: "branch", branchId: "west" });
    const { rev, name } = await stored(concerned.id);
    const roles = ["administrator"];
    const { body } = await ask({ act: "change", id: concerned.id, rev, name, roles, scope: city });
    const nobody = { ...asker, cookie: "" };
    const rows: [string, SignedIn][] = [
      ["not-signed-in", nobody],
      ["forbidden", await server.signIn(["finance", "auditor", "supervisor"])],
      ["out-of-scope", concerned],
      ["own-request", asker],
    ];
    for (const [code, by] of rows) expect((await confirm(body.request, by)).body.code).toBe(code);
    expect((await confirm(body.request)).status).toBe(200);
  });

  test("not the one concerned, though an administrator of the city", async () => {
    const concerned = await server.signIn(["administrator"]);
    const { request } = await askFinance(concerned);
    expect((await confirm(request, concerned)).body.code).toBe("own-rights");
    expect((await stored(concerned.id)).roles).toEqual(["administrator"]);
  });

  test("another one declines, whoever asked withdraws; each is then settled", async () => {
    const declined = await askFinance();
    const no = { reason: "不符合岗位要求" };
    expect((await settle("decline", declined.request, asker, no)).body.code).toBe("own-request");
    expect((await settle("decline", declined.request, second, no)).status).toBe(200);
    const withdrawn = await askFinance();
    const foreign = await settle("withdraw", withdrawn.request, second, no);
    expect(foreign.body.code).toBe("not-own-request");
    expect((await settle("withdraw", withdrawn.request, asker, no)).status).toBe(200);
    for (const { id, request } of [declined, withdrawn]) {
      expect((await confirm(request)).body.code).toBe("changed-meanwhile");
      const seen = { ...request, rev: request.rev + 1 };
      expect((await confirm(seen)).body.code).toBe("request-settled");
      expect((await settle("decline", seen, second, no)).body.code).toBe("request-settled");
      expect((await settle("withdraw", seen, asker, no)).body.code).toBe("request-settled");
      expect((await stored(id)).roles).toEqual(["agent"]);
    }
  });

  test("nobody, once it is too old", async () => {
    const { request } = await askFinance();
    const until = request.expiresAt - server.deps.clock.now();
    expect(until).toBeGreaterThan(71 * 3_600_000);
    server.deps.advance(until + 1);
    [asker, second] = [await again(asker), await again(second)];
    const no = { reason };
    expect((await confirm(request)).body.code).toBe("request-expired");
    expect((await settle("decline", request, second, no)).body.code).toBe("request-expired");
    expect((await settle("withdraw", request, asker, no)).body.code).toBe("request-expired");
    const anew = await askFinance({ ...asker, id: request.staffId });
    expect((await confirm(anew.request)).status).toBe(200);
  });
});

/** Signed in anew: the session ran out. */
async function again(person: SignedIn): Promise<SignedIn> {
  const { login, password } = person;
  const { headers } = await server.request("/api/sign-in", { body: { login, password } });
  return { ...person, cookie: headers.get("set-cookie")!.split(";")[0]! };
}

describe("what was shown is what holds", () => {
  const changes: Record<string, (id: string) => Promise<unknown>> = {
    "the name": async (id) => {
      const { rev } = await stored(id);
      const body = { rev, name: "另一人", roles: ["agent"], scope: city };
      return post(`/api/staff/${id}`, body, second.cookie);
    },
    "the roles": async (id) => {
      const { rev, name } = await stored(id);
      const body = { rev, name, roles: ["supervisor"], scope: city };
      return post(`/api/staff/${id}`, body, second.cookie);
    },
    "whether they work": async (id) => {
      const { rev } = await stored(id);
      return post(`/api/staff/${id}/deactivate`, { rev, reason }, second.cookie);
    },
    "the password": (id) => post(`/api/staff/${id}/reset-password`, { reason }, second.cookie),
  };
  test.each(Object.entries(changes))("%s changed meanwhile: refused", async (_, change) => {
    const { id, request } = await askFinance();
    await change(id);
    expect((await confirm(request)).body.code).toBe("person-changed");
    expect((await stored(id)).roles).not.toContain("finance");
  });

  test("a sign-in and a wrong password meanwhile change nothing", async () => {
    const person = await server.signIn(["agent"]);
    const { request } = await askFinance(person);
    const { login, password } = person;
    await server.request("/api/sign-in", { body: { login, password } });
    await server.request("/api/sign-in", { body: { login, password: "wrong" } });
    expect((await confirm(request)).status).toBe(200);
  });

  test("a log-in that was taken meanwhile", async () => {
    const wanted = { login: "doppelt", name: "新人", scope: city };
    const { body } = await ask({ act: "create", ...wanted, roles: ["cashier"] });
    const taken = await post("/api/staff", { ...wanted, roles: ["agent"] }, second.cookie);
    expect(taken.status).toBe(200);
    expect((await confirm(body.request)).body.code).toBe("login-taken");
  });

  test("of two administrators the one who asked must still be one", async () => {
    const { request } = await askFinance();
    const { rev } = await stored(asker.id);
    await post(`/api/staff/${asker.id}/deactivate`, { rev, reason }, second.cookie);
    expect((await confirm(request)).body.code).toBe("asker-gone");
  });

  test("ten confirmations at the same moment change it once", async () => {
    const { request } = await askFinance();
    const answers = await Promise.all(Array.from({ length: 10 }, () => confirm(request)));
    const done = answers.filter(({ status }) => status === 200);
    expect(done).toHaveLength(1);
    expect((await stored(request.staffId)).rev).toBe(done[0]!.body.staff.rev);
  });
});

describe("asking", () => {
  test("one request a person waits at a time, also of two asked at the same moment", async () => {
    const { id } = await server.signIn(["agent"]);
    const asked = await Promise.all(
      [asker, second, asker].map((by) => ask({ act: "reset-password", id }, by)),
    );
    expect(asked.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    expect((await ask({ act: "reset-password", id })).body.code).toBe("request-pending");
  });

  test("is refused for what cannot be", async () => {
    const person = await server.signIn(["finance"]);
    const { rev, name, login } = await stored(person.id);
    const who = { name, roles: ["finance"], scope: { kind: "hall", hallId: "none" } };
    const rows: [string, object][] = [
      ["not-found", { act: "reset-password", id: "nobody" }],
      ["login-taken", { act: "create", login, ...who }],
      ["changed-meanwhile", { act: "change", id: person.id, rev: rev + 1, ...who }],
      ["scope-unknown", { act: "change", id: person.id, rev, ...who }],
      ["already-active", { act: "reactivate", id: person.id, rev }],
      ["bad-input", { act: "promote", id: person.id }],
      ["bad-input", { act: "reset-password", id: person.id, reason: "" }],
    ];
    for (const [code, body] of rows) expect((await ask(body)).body.code).toBe(code);
    const local = await server.signIn(["administrator"], { kind: "branch", branchId: "west" });
    const asked = { act: "reset-password", id: person.id };
    expect((await ask(asked, local)).body.code).toBe("out-of-scope");
  });

  test("is told where nobody could confirm: who is concerned does not count", async () => {
    const own = await startTestServer();
    const only = await own.signIn(["administrator"]);
    const other = await own.signIn(["administrator"]);
    const body = { act: "reset-password", id: other.id, reason };
    const asked = await own.request("/api/staff-requests", { cookie: only.cookie, body });
    expect(asked.body.code).toBe("no-second-administrator");
    await own.close();
  });
});

describe("on record", () => {
  test("who asked and who confirmed, with what it was and what it became", async () => {
    const { id, request } = await askFinance();
    await confirm(request);
    const path = `/api/audit?subject=rightsRequests/${request.id}`;
    const { body } = await server.request(path, { cookie: second.cookie });
    const changes = [
      { field: "roles", from: ["agent"], to: ["finance"] },
      { field: "password", from: [], to: ["one-time"] },
    ];
    const subjects = [`rightsRequests/${request.id}`, `staff/${id}`];
    expect(body.rows).toMatchObject([
      { command: "staff.confirm-request", actorId: second.id, subjects, changes, reason },
      { command: "staff.ask-request", actorId: asker.id, subjects, changes, reason },
    ]);
    expect(body.names.map(({ text }: { text: string }) => text)).toContain(
      `变更权限 ${request.login}`,
    );
  });

  test("no password, whole or in parts, but for the half that waits to be shown", async () => {
    const { request, firstHalf } = await askFinance();
    const kept = async () => {
      const { store } = server.deps;
      const all = await Promise.all([
        store.find(audit, { index: "byTime", limit: 10_000 }),
        store.find(staff, { index: "byActive", limit: 10_000 }),
        store.find(sessions, { index: "byStaff", limit: 10_000 }),
        store.find(rightsRequests, { index: "byState", limit: 10_000 }),
      ]);
      return JSON.stringify(all);
    };
    expect(await kept()).not.toContain(firstHalf);
    const key = "confirm-once";
    const path = `/api/staff-requests/${request.id}/confirm`;
    const once = () => post(path, { rev: request.rev }, second.cookie, key);
    const { secondHalf } = (await once()).body;
    expect(secondHalf).toMatch(/^(\w{4}-){2}\w{4}$/);
    expect(await kept()).not.toContain(secondHalf);
    expect((await once()).body.code).toBe("password-shown-once");
  });
});

describe("the administrators' screens", () => {
  test("show what waits, until it is settled, and none of its password", async () => {
    const client = await LiveClient.connected(server.url, second.cookie);
    const before = await askFinance();
    const room = await client.joined("rightsRequests", {});
    await client.until(() => client.rowsIn(room).has(before.request.id));
    const { request } = await askFinance();
    await client.until(() => client.rowsIn(room).has(request.id));
    expect(client.rowsIn(room).get(request.id)).toEqual(request);
    expect(JSON.stringify(client.came)).not.toMatch(/secondHalf|passwordHash|argon2/);
    await confirm(request);
    await client.until(() => !client.rowsIn(room).has(request.id));
    client.close();
  });

  test.each([
    ["forbidden", ["auditor", "supervisor"], city],
    ["out-of-scope", ["administrator"], { kind: "branch", branchId: "west" }],
  ] as const)("%s for others", async (code, roles, scope) => {
    const { cookie } = await server.signIn(roles, scope);
    const client = await LiveClient.connected(server.url, cookie);
    expect(await client.join("rightsRequests", {})).toMatchObject({ ok: false, code });
    client.close();
  });
});
