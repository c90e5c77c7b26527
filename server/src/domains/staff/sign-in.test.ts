import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { instantOf } from "@warmline/shared/kernel/time.ts";
import { logins, sessions, staff } from "@warmline/shared/staff/model.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { startTestServer, type TestServer } from "../../testing.ts";
import { makeKeyedMutex } from "../../platform/commands/keyed-mutex.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { hashPassword } from "./passwords.ts";
import { signIn as signInCommand } from "./session-commands.ts";

let server: TestServer;
let administrator: string;

beforeAll(async () => {
  server = await startTestServer();
  administrator = (await server.signIn(["administrator"])).cookie;
});
afterAll(() => server.close());

const PASSWORD = "warm radiators all winter";
let people = 0;
let passwordHash: string | undefined;

/** A new agent with `PASSWORD`, signed in; the hash is a real one at the lowest cost. */
async function agent() {
  people += 1;
  const [id, login] = [`agent-${people}-id`, `agent-${people}`];
  const name = `座席${people}`;
  const common = { roles: ["agent"], scope: { kind: "city" }, active: true } as const;
  passwordHash ??= await hashPassword(PASSWORD, { memoryCost: 1_024, timeCost: 1, parallelism: 1 });
  const committed = await server.deps.store.commit([
    insert(staff, { id, login, name, passwordHash, ...common }),
    insert(logins, { id: login, staffId: id }),
  ]);
  expect(committed.ok).toBe(true);
  const answer = await signIn(login, PASSWORD);
  expect(answer.status).toBe(200);
  const browser = answer.headers.getSetCookie()[1]?.split(";")[0] ?? "";
  return { login, id, cookie: cookieOf(answer.headers), browser };
}

function cookieOf(headers: Headers): string {
  return headers.get("set-cookie")?.split(";")[0] ?? "";
}

function signIn(login: string, password: string) {
  return server.request("/api/sign-in", { body: { login, password } });
}

async function isSignedIn(cookie: string): Promise<boolean> {
  return (await server.request("/api/me", { cookie })).status === 200;
}

describe("signing in", () => {
  test("sets a cookie out of reach of scripts and other sites, and tells who it is", async () => {
    const { login, id } = await agent();
    const answer = await signIn(login, PASSWORD);
    const [session, browser] = answer.headers.getSetCookie();
    expect(session).toMatch(
      /^warmline=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    expect(browser).toMatch(/^warmline-browser=[\w-]{43}; .*; HttpOnly; SameSite=Strict$/);
    const me = await server.request("/api/me", { cookie: cookieOf(answer.headers) });
    expect(me.body).toMatchObject({ id, login, roles: ["agent"], scope: { kind: "city" } });
    expect(JSON.stringify(me.body)).not.toContain("argon2");
  });

  test("the log-in may be typed in capitals and with blanks around it", async () => {
    const { login } = await agent();
    expect((await signIn(` ${login.toUpperCase()} `, PASSWORD)).status).toBe(200);
  });

  test("unknown log-in, wrong password and inactive person get the very same answer", async () => {
    const { login, id } = await agent();
    const wrong = await signIn(login, "not the password");
    const unknown = await signIn("nobody-here", "not the password");
    const rev = (await memberOf(id)).rev;
    const body = { rev, reason: "离职" };
    await server.request(`/api/staff/${id}/deactivate`, { cookie: administrator, body });
    const inactive = await signIn(login, PASSWORD);
    expect(wrong.status).toBe(401);
    expect(wrong.body.code).toBe("sign-in-refused");
    expect(unknown.body).toEqual(wrong.body);
    expect(inactive.body).toEqual(wrong.body);
  });

  test.each([
    {},
    { login: "x" },
    { login: "x", password: "" },
    { login: "x", password: "y".repeat(300) },
    { login: "x", password: "y", more: 1 },
    { login: { $ne: null }, password: "y" },
  ])("bad input %j is refused", async (body) => {
    const answer = await server.request("/api/sign-in", { body });
    expect([answer.status, answer.body.code]).toEqual([400, "bad-input"]);
  });
});

async function memberOf(id: string) {
  const { body } = await server.request("/api/staff", { cookie: administrator });
  return body.find((row: { id: string }) => row.id === id);
}

describe("guessing", () => {
  test("five wrong passwords lock also the right one out, for half a minute", async () => {
    const { login, id } = await agent();
    for (let guess = 0; guess < 5; guess += 1) await signIn(login, `guess number ${guess}`);
    expect((await signIn(login, PASSWORD)).body.code).toBe("sign-in-refused");
    expect((await memberOf(id)).failures).toBe(5);
    server.deps.advance(30_000);
    expect((await signIn(login, PASSWORD)).status).toBe(200);
    expect((await memberOf(id)).failures).toBe(0);
  });

  test("twenty guesses at the same moment are worth five", async () => {
    const { login, id } = await agent();
    const guesses = Array.from({ length: 20 }, (_, guess) => signIn(login, `guess ${guess}`));
    const answers = await Promise.all(guesses);
    expect(answers.every(({ status }) => status === 401)).toBe(true);
    expect((await memberOf(id)).failures).toBe(5);
  });

  test("guesses at as many nodes of one store are worth five, too", async () => {
    const { login, id } = await agent();
    const actor = { kind: "public", id: "public", name: "public" } as const;
    const caller = { actor, origin: "test", language: "zh" } as const;
    const guesses = Array.from({ length: 12 }, (_, guess) => {
      const node = { ...server.deps, mutex: makeKeyedMutex() };
      const asked = { login, password: `guess ${guess}`, address: "10.0.0.1" };
      return runCommand(node, caller, signInCommand, asked);
    });
    const answers = await Promise.all(guesses);
    expect(answers.every((answer) => !answer.ok && answer.code === "sign-in-refused")).toBe(true);
    expect((await memberOf(id)).failures).toBe(5);
  });

  test("from elsewhere lock neither the owner's own browser nor another address", async () => {
    const { login, id, browser } = await agent();
    for (let guess = 0; guess < 8; guess += 1) await signIn(login, `guess number ${guess}`);
    expect((await signIn(login, PASSWORD)).status).toBe(401);
    const body = { login, password: PASSWORD };
    const own = await server.request("/api/sign-in", { cookie: browser, body });
    expect(own.status).toBe(200);
    // Who came in says nothing of those who guess: they stay locked.
    expect((await memberOf(id)).failures).toBe(5);
    expect((await signIn(login, PASSWORD)).status).toBe(401);
  });

  test("in the owner's own browser count there, and an invented one is none", async () => {
    const { login, browser } = await agent();
    const from = (cookie: string, password: string) =>
      server.request("/api/sign-in", { cookie, body: { login, password } });
    for (let guess = 0; guess < 5; guess += 1) await from(browser, `guess ${guess}`);
    expect((await from(browser, PASSWORD)).status).toBe(401);
    for (let guess = 0; guess < 5; guess += 1) {
      await from(`warmline-browser=${"A".repeat(42)}${guess}`, `guess ${guess}`);
    }
    expect((await signIn(login, PASSWORD)).status).toBe(401);
  });

  test("a flood of sign-ins is refused in time, and those known come in", async () => {
    const { login, browser } = await agent();
    const flood = Array.from({ length: 200 }, (_, n) => signIn(`nobody-${n}`, "a guess"));
    const body = { login, password: PASSWORD };
    const own = await server.request("/api/sign-in", { cookie: browser, body });
    const statuses = new Set((await Promise.all(flood)).map(({ status }) => status));
    expect(own.status).toBe(200);
    expect(statuses).toEqual(new Set([401, 503]));
  });

  test("an administrator lifts the lock", async () => {
    const { login, id } = await agent();
    for (let guess = 0; guess < 6; guess += 1) await signIn(login, `guess number ${guess}`);
    const unlocked = await server.request(`/api/staff/${id}/unlock`, {
      cookie: administrator,
      body: {},
    });
    expect(unlocked.body).toMatchObject({ failures: 0 });
    expect((await signIn(login, PASSWORD)).status).toBe(200);
  });
});

describe("one-time passwords", () => {
  test("open nothing until they are replaced, and only once", async () => {
    const { login, id } = await agent();
    const reset = await server.request(`/api/staff/${id}/reset-password`, {
      cookie: administrator,
      body: { reason: "忘记密码" },
    });
    const password = reset.body.oneTimePassword;
    expect((await signIn(login, PASSWORD)).status).toBe(401);
    const bare = await signIn(login, password);
    expect([bare.status, bare.body.code]).toEqual([403, "password-must-change"]);
    expect(bare.headers.get("set-cookie")).toBeNull();
    const change = (newPassword: string) =>
      server.request("/api/sign-in", { body: { login, password, newPassword } });
    expect((await change("weak")).body.code).toBe("password-weak");
    expect((await change(password)).body.code).toBe("password-weak");
    expect((await change("a whole new phrase")).status).toBe(200);
    expect((await change("yet another phrase")).status).toBe(401);
  });

  test("run out after a week", async () => {
    const { login, id } = await agent();
    const reset = await server.request(`/api/staff/${id}/reset-password`, {
      cookie: administrator,
      body: { reason: "忘记密码" },
    });
    server.deps.advance(7 * 86_400_000);
    const body = { login, password: reset.body.oneTimePassword, newPassword: "a new warm phrase" };
    expect((await server.request("/api/sign-in", { body })).status).toBe(401);
    administrator = (await server.signIn(["administrator"])).cookie;
  });
});

describe("a session ends", () => {
  test("by signing out, and signing out again is no mistake", async () => {
    const { cookie } = await agent();
    expect(await isSignedIn(cookie)).toBe(true);
    const answer = await server.request("/api/sign-out", { cookie, body: {} });
    expect(answer.headers.get("set-cookie")).toMatch(/^warmline=; Max-Age=0; /);
    expect(await isSignedIn(cookie)).toBe(false);
    expect((await server.request("/api/sign-out", { cookie, body: {} })).status).toBe(200);
  });

  test("by time alone, after twelve hours", async () => {
    const { cookie } = await agent();
    server.deps.advance(12 * 3_600_000 - 60_000);
    expect(await isSignedIn(cookie)).toBe(true);
    server.deps.advance(60_000);
    expect(await isSignedIn(cookie)).toBe(false);
    administrator = (await server.signIn(["administrator"])).cookie;
  });

  test("by an administrator, all of them and from the next request on", async () => {
    const { login, id, cookie } = await agent();
    const second = cookieOf((await signIn(login, PASSWORD)).headers);
    expect([await isSignedIn(cookie), await isSignedIn(second)]).toEqual([true, true]);
    const ended = await server.request(`/api/staff/${id}/sessions/end`, {
      cookie: administrator,
      body: { reason: "设备遗失" },
    });
    expect(ended.body).toEqual({ ended: 2 });
    expect([await isSignedIn(cookie), await isSignedIn(second)]).toEqual([false, false]);
  });

  test("by an administrator, however many there are", async () => {
    const { id, cookie } = await agent();
    const { store, clock } = server.deps;
    const startedAt = instantOf(clock.now() + 1);
    const expiresAt = instantOf(clock.now() + 3_600_000);
    const later = Array.from({ length: 1_200 }, (_, n) =>
      insert(sessions, { id: `${id}-${n}`, staffId: id, startedAt, expiresAt, origin: "test" }),
    );
    expect((await store.commit(later)).ok).toBe(true);
    const path = `/api/staff/${id}/sessions`;
    expect((await server.request(path, { cookie: administrator })).body).toHaveLength(1_201);
    const body = { reason: "设备遗失" };
    const ended = await server.request(`${path}/end`, { cookie: administrator, body });
    expect(ended.body).toEqual({ ended: 1_201 });
    expect(await isSignedIn(cookie)).toBe(false);
  });

  test("one of several, by an administrator", async () => {
    const { login, id, cookie } = await agent();
    const second = cookieOf((await signIn(login, PASSWORD)).headers);
    const path = `/api/staff/${id}/sessions`;
    const listed = await server.request(path, { cookie: administrator });
    expect(listed.body).toHaveLength(2);
    const body = { sessionId: listed.body[0].id, reason: "误开" };
    await server.request(`${path}/end`, { cookie: administrator, body });
    expect([await isSignedIn(cookie), await isSignedIn(second)]).toEqual([true, false]);
  });

  test("by changing one's password elsewhere; the session that changed it goes on", async () => {
    const { login, cookie } = await agent();
    const second = cookieOf((await signIn(login, PASSWORD)).headers);
    const change = (password: string, newPassword: string) =>
      server.request("/api/me/password", { cookie, body: { password, newPassword } });
    expect((await change("not it at all", "a new warm phrase")).body.code).toBe("password-wrong");
    expect((await change(PASSWORD, PASSWORD)).body.code).toBe("password-weak");
    expect((await change(PASSWORD, "a new warm phrase")).status).toBe(200);
    expect([await isSignedIn(cookie), await isSignedIn(second)]).toEqual([true, false]);
    expect((await signIn(login, PASSWORD)).status).toBe(401);
    expect((await signIn(login, "a new warm phrase")).status).toBe(200);
  });

  test("an invented cookie is none", async () => {
    expect(await isSignedIn(`warmline=${"A".repeat(43)}`)).toBe(false);
    expect(await isSignedIn(`warmline=${"A".repeat(4_000)}`)).toBe(false);
  });
});
