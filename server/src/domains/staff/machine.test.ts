import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type SignedIn, type TestServer } from "../../testing.ts";
import { breakGlass } from "./break-glass.ts";
import { resetFromMachine } from "./reset-from-machine.ts";

// What whoever may run programs on the machine can do, and what is left of it.

let server: TestServer;
let administrator: SignedIn;
/** What went to the log, as its readers find it. */
const alarms: object[] = [];

beforeAll(async () => {
  server = await startTestServer();
  administrator = await server.signIn(["administrator"]);
  server.deps.log.warn = ((event: object) =>
    void alarms.push(event)) as typeof server.deps.log.warn;
});
afterAll(() => server.close());

const reason = "首次密码遗失";
const newPassword = "a whole new phrase";

async function newest(command: string) {
  const { cookie } = administrator;
  const trail = await server.request(`/api/audit?command=${command}`, { cookie });
  return trail.body.rows[0];
}

test("a lost password has a way in, also of who holds a guarded role; on record", async () => {
  const { login, id } = await server.signIn(["finance"]);
  const asked = { login, reason, user: "root" };
  const done = await resetFromMachine(server.deps, asked);
  const body = { login, password: done.ok ? done.value : "", newPassword };
  expect((await server.request("/api/sign-in", { body })).status).toBe(200);
  const row = await newest("staff.reset-password");
  expect(row).toMatchObject({ actorName: "machine root", subjects: [`staff/${id}`], reason });
  expect(alarms.at(-1)).toEqual({ event: "machine-reset", who: login, user: "root", reason });
  const nobody = await resetFromMachine(server.deps, { ...asked, login: "nobody-here" });
  expect(nobody).toMatchObject({ code: "not-found" });
});

test("a second administrator is appointed: a new password, on record, with an alarm", async () => {
  const hall = { kind: "hall", hallId: "h1" } as const;
  const person = await server.signIn(["agent"], hall);
  const asked = { login: person.login, reason: "唯一管理员休假", user: "root" };
  const done = await breakGlass(server.deps, asked);
  expect((await server.request("/api/me", { cookie: person.cookie })).status).toBe(401);
  const { login, password: old } = person;
  const before = await server.request("/api/sign-in", { body: { login, password: old } });
  expect(before.body.code).toBe("sign-in-refused");
  const body = { login, password: done.ok ? done.value : "", newPassword };
  const entered = await server.request("/api/sign-in", { body });
  expect(entered.body).toMatchObject({
    roles: ["agent", "administrator"],
    scope: { kind: "city" },
  });
  expect(await newest("staff.break-glass")).toMatchObject({
    actorKind: "system",
    actorName: "machine root",
    origin: "machine",
    subjects: [`staff/${person.id}`],
    reason: asked.reason,
    changes: [
      { field: "roles", from: ["agent"], to: ["administrator", "agent"] },
      { field: "scope", from: ["hall", "h1"], to: ["city"] },
      { field: "password", from: [], to: ["one-time"] },
    ],
  });
  const { user } = asked;
  expect(alarms.at(-1)).toEqual({ event: "break-glass", who: login, user, reason: asked.reason });
});

test("not where two are there to do it in the console, nor of nobody, nor twice", async () => {
  const { login } = await server.signIn(["agent"]);
  const rows = [
    ["not-found", "nobody-here"],
    ["already-administrator", administrator.login],
    ["two-are-there", login],
  ] as const;
  const count = alarms.length;
  for (const [code, who] of rows) {
    const done = await breakGlass(server.deps, { login: who, reason, user: "root" });
    expect(done).toMatchObject({ ok: false, code });
  }
  expect(alarms).toHaveLength(count);
});
