import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROLES, type Role } from "@warmline/shared/access/actor.ts";
import { audit } from "@warmline/shared/audit/model.ts";
import { GUARDED_ROLES } from "@warmline/shared/staff/dual-control.ts";
import { staff, type StaffMember } from "@warmline/shared/staff/model.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { startTestServer, type SignedIn, type TestServer } from "../../testing.ts";

// Every way to a right over money, prices or staff, tried by one administrator alone: for somebody
// else and for themselves.

let server: TestServer;
let one: SignedIn;

beforeAll(async () => {
  server = await startTestServer();
  one = await server.signIn(["administrator"]);
  // Somebody could approve: it is not for want of them that it is refused.
  await server.signIn(["administrator"]);
});
afterAll(() => server.close());

const city = { kind: "city" } as const;
const reason = "试";

const post = (path: string, body: object) => server.request(path, { cookie: one.cookie, body });

async function stored(id: string): Promise<StaffMember> {
  return (await server.deps.store.get(staff, id))!;
}

async function deactivated(id: string): Promise<StaffMember> {
  const { rev } = await stored(id);
  expect((await post(`/api/staff/${id}/deactivate`, { rev, reason })).status).toBe(200);
  return stored(id);
}

type Way = (role: Role) => Promise<() => Promise<{ status: number; body: { code?: string } }>>;
let people = 0;

const WAYS: Record<string, Way> = {
  "a newcomer with the role": async (role) => () => {
    const login = `way-${(people += 1)}`;
    return post("/api/staff", { login, name: "新人", roles: ["agent", role], scope: city });
  },
  "the role for somebody": async (role) => {
    const { id } = await server.signIn(["agent"]);
    const { rev } = await stored(id);
    return () => post(`/api/staff/${id}`, { rev, name: "某", roles: [role], scope: city, reason });
  },
  "the whole city for somebody of a branch": async (role) => {
    const { id } = await server.signIn([role], { kind: "branch", branchId: "west" });
    const { rev } = await stored(id);
    return () => post(`/api/staff/${id}`, { rev, name: "某", roles: [role], scope: city, reason });
  },
  "work again for somebody who left": async (role) => {
    const { id } = await server.signIn([role]);
    const { rev } = await deactivated(id);
    return () => post(`/api/staff/${id}/reactivate`, { rev, reason });
  },
  "another password for somebody": async (role) => {
    const { id } = await server.signIn([role]);
    return () => post(`/api/staff/${id}/reset-password`, { reason });
  },
  "another password for somebody who left": async (role) => {
    const { id } = await server.signIn([role]);
    await deactivated(id);
    return () => post(`/api/staff/${id}/reset-password`, { reason });
  },
};

const unguarded = ROLES.filter((role) => !GUARDED_ROLES.includes(role));

describe.each(Object.entries(WAYS))("%s", (_, way) => {
  test.each(GUARDED_ROLES)("%s: refused, with nothing written", async (role) => {
    const ask = await way(role);
    // Not the head: what came before is told as a security event when it is seen.
    const written = () => server.deps.store.size(audit);
    const before = await written();
    const answer = await ask();
    expect([answer.status, answer.body.code]).toEqual([409, "two-administrators"]);
    expect(await written()).toBe(before);
  });

  test.each(unguarded)("%s: done", async (role) => {
    const ask = await way(role);
    expect((await ask()).status).toBe(200);
  });
});

describe("for oneself", () => {
  const own = () => stored(one.id);

  test.each(["finance", "cashier", "hall-manager", "agent"])("the role %s", async (role) => {
    const { rev, name } = await own();
    const body = { rev, name, roles: ["administrator", role], scope: city, reason };
    expect((await post(`/api/staff/${one.id}`, body)).body.code).toBe("own-rights");
    const asked = { act: "change", id: one.id, ...body };
    expect((await post("/api/staff-requests", asked)).body.code).toBe("own-rights");
  });

  test("another password without the present one, also asked for", async () => {
    const reset = await post(`/api/staff/${one.id}/reset-password`, { reason });
    expect(reset.body.code).toBe("own-rights");
    const asked = await post("/api/staff-requests", { act: "reset-password", id: one.id, reason });
    expect(asked.body.code).toBe("own-rights");
  });

  test("guessing on at the present password by lifting the own lock", async () => {
    const guess = () => post("/api/me/password", { password: "no", newPassword: "x" });
    for (let wrong = 0; wrong < 5; wrong += 1) await guess();
    expect((await own()).attempts).toMatchObject([{ failures: 5 }]);
    const unlock = await post(`/api/staff/${one.id}/unlock`, { reason });
    expect(unlock.body.code).toBe("own-rights");
  });
});

test("one administrator lifts the lock of somebody at the till: it opens nothing", async () => {
  const { id, cookie } = await server.signIn(["cashier"]);
  const member = await stored(id);
  const attempts = [{ source: "address/1", failures: 5, lastAt: server.deps.clock.now() }];
  await server.deps.store.commit([replace(staff, member, { ...member, attempts })]);
  expect((await post(`/api/staff/${id}/unlock`, { reason })).body.failures).toBe(0);
  const { passwordHash, roles } = await stored(id);
  expect([passwordHash, roles]).toEqual([member.passwordHash, member.roles]);
  expect((await server.request("/api/me", { cookie })).status).toBe(200);
});

test("one administrator takes away alone what two have given", async () => {
  const { id } = await server.signIn(["finance", "agent"]);
  const { rev, name } = await stored(id);
  const body = { rev, name, roles: ["agent"], scope: city, reason };
  expect((await post(`/api/staff/${id}`, body)).body.roles).toEqual(["agent"]);
});
