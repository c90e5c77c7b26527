import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { insert } from "@warmline/shared/store/write.ts";
import { orgNodes } from "@warmline/shared/households/model.ts";
import { startTestServer, type TestServer } from "../../testing.ts";

let server: TestServer;
let administrator: { cookie: string; id: string };

beforeAll(async () => {
  server = await startTestServer();
  administrator = await server.signIn(["administrator"]);
  await server.deps.store.commit([
    insert(orgNodes, {
      id: "b1",
      kind: "branch",
      name: "一分公司",
      parentId: "c",
      path: ["c", "b1"],
    }),
    insert(orgNodes, { id: "h1", kind: "hall", name: "西城", parentId: "c", path: ["c", "h1"] }),
  ]);
});
afterAll(() => server.close());

const city = { kind: "city" } as const;

function post(path: string, body: unknown, cookie = administrator.cookie) {
  return server.request(path, { cookie, body });
}

async function member(id: string) {
  const { body } = await server.request("/api/staff", { cookie: administrator.cookie });
  return body.find((row: { id: string }) => row.id === id);
}

let people = 0;
async function created(more: object = {}) {
  people += 1;
  const login = `person-${people}`;
  const answer = await post("/api/staff", {
    login,
    name: "新人",
    roles: ["agent"],
    scope: city,
    ...more,
  });
  expect(answer.status).toBe(200);
  return answer.body.staff as { id: string; rev: number; login: string };
}

describe("creating staff", () => {
  test("ten requests for one log-in at the same moment make one person", async () => {
    const body = { login: "li.wei", name: "李伟", roles: ["agent"], scope: city };
    const answers = await Promise.all(Array.from({ length: 10 }, () => post("/api/staff", body)));
    const codes = answers
      .map(({ status, body: answer }) => String(answer.code ?? status))
      .toSorted();
    expect(codes).toEqual(["200", ...Array.from({ length: 9 }, () => "login-taken")]);
  });

  test.each([
    [{ scope: { kind: "branch", branchId: "no-such" } }, "scope-unknown"],
    [{ scope: { kind: "hall", hallId: "b1" } }, "scope-unknown"],
    [{ roles: [] }, "bad-input"],
    [{ roles: ["king"] }, "bad-input"],
    [{ login: "李伟" }, "bad-input"],
    [{ login: "a" }, "bad-input"],
    [{ name: " " }, "bad-input"],
    [{ name: "x".repeat(41) }, "bad-input"],
    [{ password: "chosen by the administrator" }, "bad-input"],
  ])("%j is refused with %s", async (part, code) => {
    const body = { login: "someone", name: "某人", roles: ["agent"], scope: city, ...part };
    expect((await post("/api/staff", body)).body.code).toBe(code);
  });

  test("is for administrators of the whole city alone", async () => {
    const body = { login: "someone", name: "某人", roles: ["agent"], scope: city };
    const auditor = await server.signIn(["auditor"]);
    expect((await post("/api/staff", body, auditor.cookie)).body.code).toBe("forbidden");
    const local = await server.signIn(["administrator"], { kind: "branch", branchId: "b1" });
    expect((await post("/api/staff", body, local.cookie)).body.code).toBe("out-of-scope");
    expect((await post("/api/staff", body, "")).body.code).toBe("not-signed-in");
  });
});

describe("changing staff", () => {
  test("of rights ends the sessions that began with others; of a name ends none", async () => {
    const agent = await server.signIn(["agent"]);
    const { rev } = await member(agent.id);
    const renamed = { rev, name: "王敏", roles: ["agent"], scope: city };
    expect((await post(`/api/staff/${agent.id}`, renamed)).status).toBe(200);
    expect((await server.request("/api/me", { cookie: agent.cookie })).body.name).toBe("王敏");
    const body = { ...renamed, rev: rev + 1, roles: ["dispatcher"] };
    expect((await post(`/api/staff/${agent.id}`, body)).body.roles).toEqual(["dispatcher"]);
    expect((await server.request("/api/me", { cookie: agent.cookie })).status).toBe(401);
    const { login, password } = agent;
    const again = await server.request("/api/sign-in", { body: { login, password } });
    expect(again.body.roles).toEqual(["dispatcher"]);
  });

  test("a stale revision is refused and changes nothing", async () => {
    const { id, rev } = await created();
    const body = { rev, name: "甲", roles: ["agent"], scope: city };
    expect((await post(`/api/staff/${id}`, body)).status).toBe(200);
    const again = await post(`/api/staff/${id}`, { ...body, name: "乙" });
    expect([again.status, again.body.code]).toEqual([409, "changed-meanwhile"]);
    // Who was first, and with what.
    expect(again.body.message).toMatch(/^内容刚刚被他人修改（[^（）]+：修改员工），请核对后重试$/);
    expect((await member(id)).name).toBe("甲");
  });

  test("deactivating and reactivating are inverses", async () => {
    const { id, rev } = await created({ roles: ["supervisor", "agent"] });
    const before = await member(id);
    const off = await post(`/api/staff/${id}/deactivate`, { rev, reason: "休假" });
    const twice = await post(`/api/staff/${id}/deactivate`, { rev: off.body.rev, reason: "x" });
    expect(twice.body.code).toBe("already-inactive");
    const on = await post(`/api/staff/${id}/reactivate`, { rev: off.body.rev, reason: "销假" });
    expect(on.body).toEqual({ ...before, rev: before.rev + 2 });
    const more = await post(`/api/staff/${id}/reactivate`, { rev: on.body.rev, reason: "x" });
    expect(more.body.code).toBe("already-active");
  });

  test("nobody is found under an invented id", async () => {
    const body = { rev: 1, reason: "x" };
    for (const path of ["deactivate", "reactivate"]) {
      expect((await post(`/api/staff/no-such/${path}`, body)).body.code).toBe("not-found");
    }
    expect((await post("/api/staff/no-such/unlock", {})).body.code).toBe("not-found");
    const reset = await post("/api/staff/no-such/reset-password", { reason: "x" });
    expect(reset.body.code).toBe("not-found");
  });
});

describe("rights", () => {
  test("nobody gives themselves a role, that of posting money no more than another", async () => {
    for (const role of ["finance", "cashier", "agent"]) {
      const { rev, name } = await member(administrator.id);
      const body = { rev, name, roles: ["administrator", role], scope: city };
      const answer = await post(`/api/staff/${administrator.id}`, body);
      expect(answer.body.code).toBe("own-rights");
    }
  });

  test("the trail keeps what they were and what they became", async () => {
    const { id } = await server.signIn(["agent"]);
    const { rev, name } = await member(id);
    const scope = { kind: "branch", branchId: "b1" };
    const body = { rev, name, roles: ["dispatcher"], scope, reason: "调岗" };
    expect((await post(`/api/staff/${id}`, body)).status).toBe(200);
    const cookie = administrator.cookie;
    const trail = await server.request(`/api/audit?subject=staff/${id}`, { cookie });
    expect(trail.body.rows[0]).toMatchObject({
      command: "staff.change",
      changes: [
        { field: "roles", from: ["agent"], to: ["dispatcher"] },
        { field: "scope", from: ["city"], to: ["branch", "b1"] },
      ],
    });
  });
});

describe("the city keeps an administrator", () => {
  test("nobody takes the role from themselves", async () => {
    const { rev, name } = await member(administrator.id);
    for (const part of [{ roles: ["agent"] }, { scope: { kind: "branch", branchId: "b1" } }]) {
      const body = { rev, name, roles: ["administrator"], scope: city, ...part };
      const answer = await post(`/api/staff/${administrator.id}`, body);
      expect(answer.body.code).toBe("own-administrator");
    }
    const off = await post(`/api/staff/${administrator.id}/deactivate`, { rev, reason: "x" });
    expect(off.body.code).toBe("own-administrator");
    const renamed = { rev, name: "王敏", roles: ["administrator"], scope: city };
    expect((await post(`/api/staff/${administrator.id}`, renamed)).status).toBe(200);
  });

  test("two who deactivate each other at the same moment: one stays", async () => {
    for (let round = 0; round < 5; round += 1) {
      const other = await server.signIn(["administrator"]);
      const [mine, theirs] = await Promise.all([member(administrator.id), member(other.id)]);
      const off = (id: string, rev: number, cookie: string) =>
        post(`/api/staff/${id}/deactivate`, { rev, reason: "互相" }, cookie);
      const answers = await Promise.all([
        off(other.id, theirs.rev, administrator.cookie),
        off(administrator.id, mine.rev, other.cookie),
      ]);
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      if (answers[1]?.status === 200) administrator = other;
      const { body } = await server.request("/api/staff?active=true", {
        cookie: administrator.cookie,
      });
      const left = body.filter((row: { roles: string[]; scope: { kind: string } }) => {
        return row.roles.includes("administrator") && row.scope.kind === "city";
      });
      expect(left).toHaveLength(1);
    }
  });
});

describe("the list of staff", () => {
  test("a branch's dispatcher sees the branch's people only, and no hash", async () => {
    const scope = { kind: "branch", branchId: "b1" } as const;
    const one = await created({ scope });
    const dispatcher = await server.signIn(["dispatcher"], scope);
    const { body } = await server.request("/api/staff", { cookie: dispatcher.cookie });
    const ids = body.map((row: { id: string }) => row.id);
    expect(ids).toContain(one.id);
    expect(ids).not.toContain(administrator.id);
    expect(JSON.stringify(body)).not.toContain("argon2");
  });

  test("a hall's supervisor sees the hall's people, no branch's log-ins and locks", async () => {
    const hall = { kind: "hall", hallId: "h1" } as const;
    const branch = await created({ scope: { kind: "branch", branchId: "b1" } });
    const own = await created({ scope: hall });
    const supervisor = await server.signIn(["supervisor"], hall);
    const { body } = await server.request("/api/staff", { cookie: supervisor.cookie });
    const ids = body.map((row: { id: string }) => row.id);
    expect(ids.toSorted()).toEqual([own.id, supervisor.id].toSorted());
    expect(ids).not.toContain(branch.id);
  });
});
