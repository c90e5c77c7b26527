import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { audit } from "@warmline/shared/audit/model.ts";
import { logins, sessions, staff } from "@warmline/shared/staff/model.ts";
import type { Collection } from "@warmline/shared/store/collection.ts";
import { startTestServer, type SignedIn, type TestServer } from "../../testing.ts";

let server: TestServer;
let administrator: SignedIn;

beforeAll(async () => {
  server = await startTestServer();
  administrator = await server.signIn(["administrator"]);
});
afterAll(() => server.close());

/** All that the rooms of staff and audit keep, as text. */
async function kept(): Promise<string> {
  const { store } = server.deps;
  const all: [Collection, string][] = [
    [audit as unknown as Collection, "byTime"],
    [staff as unknown as Collection, "byActive"],
    [sessions as unknown as Collection, "byStaff"],
  ];
  const found = await Promise.all(
    all.map(([collection, index]) => store.find(collection, { index, limit: 10_000 })),
  );
  return JSON.stringify([...found, await store.getMany(logins, ["shown.once"])]);
}

const asked = {
  login: "shown.once",
  name: "新人",
  roles: ["agent"],
  scope: { kind: "city" },
};

describe("a one-time password", () => {
  test("is shown once: the same key again is told so, and the store never had it", async () => {
    const create = () =>
      server.request("/api/staff", {
        cookie: administrator.cookie,
        body: asked,
        key: "create-once",
      });
    const [first, again] = [await create(), await create()];
    expect(first.body).toMatchObject({ staff: { login: "shown.once" } });
    expect(first.body.oneTimePassword).toMatch(/^(\w{4}-){2}\w{4}$/);
    expect([again.status, again.body.code]).toEqual([409, "password-shown-once"]);
    expect(await kept()).not.toContain(first.body.oneTimePassword);

    const path = `/api/staff/${first.body.staff.id}/reset-password`;
    const reset = (key: string, reason = "未记下") =>
      server.request(path, { cookie: administrator.cookie, body: { reason }, key });
    const anew = await reset("reset-once");
    expect(anew.body.oneTimePassword).not.toBe(first.body.oneTimePassword);
    expect((await reset("reset-once")).body.code).toBe("password-shown-once");
    expect((await reset("reset-once", "其他")).body.code).toBe("key-reused");
    expect(await kept()).not.toContain(anew.body.oneTimePassword);
    // The refused repetitions have changed nothing: the last password shown is the one that holds.
    const body = {
      login: "shown.once",
      password: anew.body.oneTimePassword,
      newPassword: "warm radiators all winter",
    };
    expect((await server.request("/api/sign-in", { body })).status).toBe(200);
  });
});

test("what comes in with a password is remembered under no key, not as a hash either", async () => {
  const { login, password, cookie } = await server.signIn(["agent"]);
  const newPassword = "another warm winter";
  const send = (path: string, body: object, key: string) =>
    server.request(path, { cookie, body, key });
  const entered = await send("/api/sign-in", { login, password }, "with-a-key-1");
  const token = entered.headers.get("set-cookie")?.match(/=([^;]+)/)?.[1] ?? "";
  await send("/api/sign-in", { login, password: "wrong" }, "with-a-key-2");
  await send("/api/me/password", { password: "wrong", newPassword }, "with-a-key-3");
  const changed = await send("/api/me/password", { password, newPassword }, "with-a-key-4");
  expect(changed.status).toBe(200);
  expect((await send("/api/sign-out", {}, "with-a-key-5")).status).toBe(200);

  const records = await server.deps.store.find(audit, { index: "byTime", limit: 10_000 });
  const secret = /^staff\.(sign-in|sign-out|change-own-password|refuse-sign-in|refuse-password)$/;
  const remembered = records.filter(({ command }) => secret.test(command));
  expect(new Set(remembered.map(({ command }) => command)).size).toBe(5);
  for (const record of remembered) {
    expect(record).not.toHaveProperty("key");
    expect(record).not.toHaveProperty("requestHash");
    expect(record).not.toHaveProperty("answer");
  }
  const text = await kept();
  expect(token).toHaveLength(43);
  for (const one of [password, newPassword, token]) expect(text).not.toContain(one);
});
