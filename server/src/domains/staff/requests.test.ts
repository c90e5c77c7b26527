import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startTestServer, type SignedIn } from "../../testing.ts";
import { city, openRequestDesk, reason, type RequestDesk } from "./request-fixture.ts";

// What one administrator asks for and another one confirms.

const NEW_PASSWORD = "warm radiators all winter";

let desk: RequestDesk;

beforeAll(async () => {
  desk = await openRequestDesk();
});
beforeEach(() => desk.anew());
afterAll(() => desk.server.close());

const signIn = (login: string, password: string) =>
  desk.server.request("/api/sign-in", { body: { login, password, newPassword: NEW_PASSWORD } });

describe("a right that two administrators give", () => {
  test("holds once it is confirmed: sessions end, two halves make one password", async () => {
    const person = await desk.server.signIn(["agent"]);
    const { id, request, firstHalf } = await desk.askFinance(person);
    expect((await desk.server.request("/api/me", { cookie: person.cookie })).body.roles).toEqual([
      "agent",
    ]);
    expect(request).toMatchObject({
      from: { roles: ["agent"] },
      to: { roles: ["finance"] },
      newPassword: true,
      askedById: desk.asker.id,
      reason,
    });
    const done = await desk.confirm(request);
    expect(done.body.staff).toMatchObject({ id, roles: ["finance"] });
    expect((await desk.server.request("/api/me", { cookie: person.cookie })).status).toBe(401);

    const { secondHalf } = done.body;
    for (const wrong of [person.password, firstHalf, secondHalf, `${secondHalf}-${firstHalf}`]) {
      expect((await signIn(person.login, wrong)).body.code).toBe("sign-in-refused");
    }
    desk.server.deps.advance(60_000);
    const entered = await signIn(person.login, `${firstHalf}-${secondHalf}`);
    expect(entered.body.roles).toEqual(["finance"]);
  });

  test("a newcomer is there when it is confirmed, and not before", async () => {
    const wanted = { login: "xin.caiwu", name: "新财务", roles: ["finance"], scope: city };
    const { body } = await desk.ask({ act: "create", ...wanted });
    const list = async () => (await desk.server.request("/api/staff", desk.asker)).body;
    const logins = (rows: { login: string }[]) => rows.map(({ login }) => login);
    expect(logins(await list())).not.toContain("xin.caiwu");
    const done = await desk.confirm(body.request);
    expect(done.body.staff).toMatchObject({ ...wanted, id: body.request.staffId, active: true });
    expect((await list()).find(({ login }: { login: string }) => login === "xin.caiwu")).toEqual(
      done.body.staff,
    );
    const entered = await signIn("xin.caiwu", `${body.firstHalf}-${done.body.secondHalf}`);
    expect(entered.status).toBe(200);
  });

  test("whoever held such a right keeps the password, also when they work again", async () => {
    const person = await desk.server.signIn(["finance"]);
    const { rev } = await desk.stored(person.id);
    const off = await desk.post(`/api/staff/${person.id}/deactivate`, { rev, reason }, desk.asker);
    const back = { act: "reactivate", id: person.id, rev: off.body.rev };
    const { body } = await desk.ask(back);
    expect([body.firstHalf, body.request.newPassword]).toEqual([undefined, false]);
    const done = await desk.confirm(body.request);
    expect(done.body).toEqual({ staff: expect.objectContaining({ active: true }) });
    const { login, password } = person;
    expect((await desk.server.request("/api/sign-in", { body: { login, password } })).status).toBe(
      200,
    );
  });

  test("a password is reset by two, half by half", async () => {
    const person = await desk.server.signIn(["administrator"]);
    const { body } = await desk.ask({ act: "reset-password", id: person.id });
    expect((await desk.server.request("/api/me", { cookie: person.cookie })).status).toBe(200);
    const done = await desk.confirm(body.request);
    expect((await desk.server.request("/api/me", { cookie: person.cookie })).status).toBe(401);
    const entered = await signIn(person.login, `${body.firstHalf}-${done.body.secondHalf}`);
    expect(entered.status).toBe(200);
  });
});

describe("who may settle what was asked", () => {
  test("nobody but another administrator of the city confirms", async () => {
    const concerned = await desk.server.signIn(["administrator"], {
      kind: "branch",
      branchId: "west",
    });
    const { rev, name } = await desk.stored(concerned.id);
    const roles = ["administrator"];
    const { body } = await desk.ask({
      act: "change",
      id: concerned.id,
      rev,
      name,
      roles,
      scope: city,
    });
    const nobody = { ...desk.asker, cookie: "" };
    const rows: [string, SignedIn][] = [
      ["not-signed-in", nobody],
      ["forbidden", await desk.server.signIn(["finance", "auditor", "supervisor"])],
      ["out-of-scope", concerned],
      ["own-request", desk.asker],
    ];
    for (const [code, by] of rows)
      expect((await desk.confirm(body.request, by)).body.code).toBe(code);
    expect((await desk.confirm(body.request)).status).toBe(200);
  });

  test("not the one concerned, though an administrator of the city", async () => {
    const concerned = await desk.server.signIn(["administrator"]);
    const { request } = await desk.askFinance(concerned);
    expect((await desk.confirm(request, concerned)).body.code).toBe("own-rights");
    expect((await desk.stored(concerned.id)).roles).toEqual(["administrator"]);
  });

  test("another one declines, whoever asked withdraws; each is then settled", async () => {
    const declined = await desk.askFinance();
    expect((await desk.turnDown("decline", declined.request, desk.asker)).body.code).toBe(
      "own-request",
    );
    expect((await desk.turnDown("decline", declined.request, desk.second)).status).toBe(200);
    const withdrawn = await desk.askFinance();
    const foreign = await desk.turnDown("withdraw", withdrawn.request, desk.second);
    expect(foreign.body.code).toBe("not-own-request");
    expect((await desk.turnDown("withdraw", withdrawn.request, desk.asker)).status).toBe(200);
    for (const { id, request, by, command } of [
      { ...declined, by: desk.second.login, command: "staff.decline-request" },
      { ...withdrawn, by: desk.asker.login, command: "staff.withdraw-request" },
    ]) {
      expect((await desk.confirm(request)).body).toMatchObject({
        code: "changed-meanwhile",
        detail: { by, command },
      });
      const seen = { ...request, rev: request.rev + 1 };
      expect((await desk.confirm(seen)).body.code).toBe("request-settled");
      expect((await desk.turnDown("decline", seen, desk.second)).body.code).toBe("request-settled");
      expect((await desk.turnDown("withdraw", seen, desk.asker)).body.code).toBe("request-settled");
      expect((await desk.stored(id)).roles).toEqual(["agent"]);
    }
  });

  test("nobody, once it is too old", async () => {
    const { request } = await desk.askFinance();
    const until = request.expiresAt - desk.server.deps.clock.now();
    expect(until).toBeGreaterThan(71 * 3_600_000);
    desk.server.deps.advance(until + 1);
    [desk.asker, desk.second] = [await again(desk.asker), await again(desk.second)];
    expect((await desk.confirm(request)).body.code).toBe("request-expired");
    expect((await desk.turnDown("decline", request, desk.second)).body.code).toBe(
      "request-expired",
    );
    expect((await desk.turnDown("withdraw", request, desk.asker)).body.code).toBe(
      "request-expired",
    );
    const anew = await desk.askFinance({ ...desk.asker, id: request.staffId });
    expect((await desk.confirm(anew.request)).status).toBe(200);
  });
});

/** Signed in anew: the session ran out. */
async function again(person: SignedIn): Promise<SignedIn> {
  const { login, password } = person;
  const { headers } = await desk.server.request("/api/sign-in", { body: { login, password } });
  return { ...person, cookie: headers.get("set-cookie")!.split(";")[0]! };
}

describe("what was shown is what holds", () => {
  const changes: Record<string, (id: string) => Promise<unknown>> = {
    "the name": async (id) => {
      const { rev } = await desk.stored(id);
      const body = { rev, name: "另一人", roles: ["agent"], scope: city };
      return desk.post(`/api/staff/${id}`, body, desk.second);
    },
    "the roles": async (id) => {
      const { rev, name } = await desk.stored(id);
      const body = { rev, name, roles: ["supervisor"], scope: city };
      return desk.post(`/api/staff/${id}`, body, desk.second);
    },
    "whether they work": async (id) => {
      const { rev } = await desk.stored(id);
      return desk.post(`/api/staff/${id}/deactivate`, { rev, reason }, desk.second);
    },
    "the password": (id) => desk.post(`/api/staff/${id}/reset-password`, { reason }, desk.second),
  };
  test.each(Object.entries(changes))("%s changed meanwhile: refused", async (_, change) => {
    const { id, request } = await desk.askFinance();
    await change(id);
    expect((await desk.confirm(request)).body.code).toBe("person-changed");
    expect((await desk.stored(id)).roles).not.toContain("finance");
  });

  test("a sign-in and a wrong password meanwhile change nothing", async () => {
    const person = await desk.server.signIn(["agent"]);
    const { request } = await desk.askFinance(person);
    const { login, password } = person;
    await desk.server.request("/api/sign-in", { body: { login, password } });
    await desk.server.request("/api/sign-in", { body: { login, password: "wrong" } });
    expect((await desk.confirm(request)).status).toBe(200);
  });

  test("a log-in that was taken meanwhile", async () => {
    const wanted = { login: "doppelt", name: "新人", scope: city };
    const { body } = await desk.ask({ act: "create", ...wanted, roles: ["cashier"] });
    const taken = await desk.post("/api/staff", { ...wanted, roles: ["agent"] }, desk.second);
    expect(taken.status).toBe(200);
    expect((await desk.confirm(body.request)).body.code).toBe("login-taken");
  });

  test("of two administrators the one who asked must still be one", async () => {
    const { request } = await desk.askFinance();
    const { rev } = await desk.stored(desk.asker.id);
    await desk.post(`/api/staff/${desk.asker.id}/deactivate`, { rev, reason }, desk.second);
    expect((await desk.confirm(request)).body.code).toBe("asker-gone");
  });

  test("ten confirmations at the same moment change it once", async () => {
    const { request } = await desk.askFinance();
    const answers = await Promise.all(Array.from({ length: 10 }, () => desk.confirm(request)));
    const done = answers.filter(({ status }) => status === 200);
    expect(done).toHaveLength(1);
    expect((await desk.stored(request.staffId)).rev).toBe(done[0]!.body.staff.rev);
  });
});

describe("asking", () => {
  test("one request a person waits at a time, also of two asked at the same moment", async () => {
    const { id } = await desk.server.signIn(["agent"]);
    const asked = await Promise.all(
      [desk.asker, desk.second, desk.asker].map((by) =>
        desk.ask({ act: "reset-password", id }, by),
      ),
    );
    expect(asked.map(({ status }) => String(status)).toSorted()).toEqual(["200", "409", "409"]);
    expect((await desk.ask({ act: "reset-password", id })).body.code).toBe("request-pending");
  });

  test("is refused for what cannot be", async () => {
    const person = await desk.server.signIn(["finance"]);
    const { rev, name, login } = await desk.stored(person.id);
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
    for (const [code, body] of rows) expect((await desk.ask(body)).body.code).toBe(code);
    const local = await desk.server.signIn(["administrator"], { kind: "branch", branchId: "west" });
    const asked = { act: "reset-password", id: person.id };
    expect((await desk.ask(asked, local)).body.code).toBe("out-of-scope");
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
