import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { delegations } from "@warmline/shared/requests/delegation.ts";
import { later } from "@warmline/shared/kernel/time.ts";
import { insert } from "@warmline/shared/store/write.ts";
import type { SignedIn } from "../../testing.ts";
import { city, openRequestDesk, reason, type RequestDesk } from "./request-fixture.ts";

// What one administrator asks for and another one approves; what can be asked for: asking.test.ts.

const NEW_PASSWORD = "warm radiators all winter";

let desk: RequestDesk;

beforeAll(async () => {
  desk = await openRequestDesk();
});
beforeEach(() => desk.anew());
afterAll(() => desk.server.close());

const signIn = (login: string, password: string) =>
  desk.server.request("/api/sign-in", { body: { login, password, newPassword: NEW_PASSWORD } });

const me = ({ cookie }: SignedIn) => desk.server.request("/api/me", { cookie });

describe("a right that two administrators give", () => {
  test("holds once it is approved: sessions end, two halves make one password", async () => {
    const person = await desk.server.signIn(["agent"]);
    const { id, request } = await desk.askFinance(person);
    expect((await me(person)).body.roles).toEqual(["agent"]);
    const done = await desk.approve(request);
    expect(done.body.request).toMatchObject({ state: "executed", makerId: desk.asker.id, reason });
    expect((await desk.stored(id)).roles).toEqual(["finance"]);
    expect((await me(person)).status).toBe(401);
    desk.server.deps.advance(60_000);
    const entered = await signIn(person.login, await desk.drawn(id));
    expect(entered.body.roles).toEqual(["finance"]);
  });

  test("is shown whole, with what it was and what it would be", async () => {
    const { request } = await desk.askFinance();
    const { login, name } = (await desk.byLogin(request.label.split(" ").at(-1)!))!;
    const [agent, finance] = ["staff.role.agent", "staff.role.finance"];
    const [everywhere, active] = ["staff.scope.city", "console.staff.active"];
    expect(request.label).toBe(`${name} ${login}`);
    expect(request.preview.changes).toEqual([
      { field: "console.login", from: [login], to: [login] },
      { field: "console.staff.name", from: [name], to: [name] },
      { field: "console.staff.roles", from: [agent], to: [finance] },
      { field: "console.staff.scope", from: [everywhere], to: [everywhere] },
      { field: "console.staff.account", from: [active], to: [active] },
      { field: "field.password", from: [], to: ["console.staff.split"] },
    ]);
  });

  test("a newcomer is there when it is approved, and not before", async () => {
    const wanted = { login: "xin.caiwu", name: "新财务", roles: ["finance"], scope: city };
    const { body } = await desk.ask({ act: "create", ...wanted });
    const list = async () => (await desk.server.request("/api/staff", desk.asker)).body;
    const logins = (rows: { login: string }[]) => rows.map(({ login }) => login);
    expect(logins(await list())).not.toContain("xin.caiwu");
    expect(body.request.preview.changes[2]).toEqual({
      field: "console.staff.roles",
      from: [],
      to: ["staff.role.finance"],
    });
    await desk.approve(body.request);
    const there = await desk.byLogin("xin.caiwu");
    expect(there).toMatchObject({ ...wanted, active: true });
    expect(logins(await list())).toContain("xin.caiwu");
    expect((await signIn("xin.caiwu", await desk.drawn(there!.id))).status).toBe(200);
  });

  test("whoever held such a right keeps the password, also when they work again", async () => {
    const person = await desk.server.signIn(["finance"]);
    const { rev } = await desk.stored(person.id);
    const off = await desk.post(`/api/staff/${person.id}/deactivate`, { rev, reason }, desk.asker);
    const back = { act: "reactivate", id: person.id, rev: off.body.rev };
    const { body } = await desk.ask(back);
    const fields = body.request.preview.changes.map(({ field }: { field: string }) => field);
    expect(fields).not.toContain("field.password");
    await desk.approve(body.request);
    expect(await desk.stored(person.id)).toMatchObject({ active: true });
    expect((await desk.draw(person.id, desk.asker)).body.code).toBe("handover-over");
    const { login, password } = person;
    expect((await desk.server.request("/api/sign-in", { body: { login, password } })).status).toBe(
      200,
    );
  });

  test("a password is reset by two: the one before opens nothing once it is approved", async () => {
    const person = await desk.server.signIn(["administrator"]);
    const { body } = await desk.ask({ act: "reset-password", id: person.id });
    expect((await me(person)).status).toBe(200);
    await desk.approve(body.request);
    expect((await me(person)).status).toBe(401);
    const refused = await signIn(person.login, person.password);
    expect(refused.body.code).toBe("sign-in-refused");
    expect((await signIn(person.login, "")).body.code).toBe("bad-input");
    desk.server.deps.advance(60_000);
    expect((await signIn(person.login, await desk.drawn(person.id))).status).toBe(200);
  });
});

describe("who may settle what was asked", () => {
  test("nobody but another administrator of the city approves", async () => {
    const concerned = await desk.server.signIn(["administrator"], {
      kind: "branch",
      branchId: "west",
    });
    const { rev, name } = await desk.stored(concerned.id);
    const roles = ["administrator"];
    const wanted = { act: "change", id: concerned.id, rev, name, roles, scope: city };
    const { body } = await desk.ask(wanted);
    const nobody = { ...desk.asker, cookie: "" };
    const rows: [string, SignedIn][] = [
      ["not-signed-in", nobody],
      ["forbidden", await desk.server.signIn(["agent", "cashier", "supervisor"])],
      ["out-of-scope", await desk.server.signIn(["finance", "hall-manager"])],
      ["not-your-step", await desk.server.signIn(["finance", "auditor"])],
      ["out-of-scope", concerned],
      ["own-request", desk.asker],
    ];
    for (const [code, by] of rows)
      expect((await desk.approve(body.request, by)).body.code).toBe(code);
    expect((await desk.approve(body.request)).status).toBe(200);
  });

  test("not the one concerned, though an administrator of the city", async () => {
    const concerned = await desk.server.signIn(["administrator"]);
    const { request } = await desk.askFinance(concerned);
    expect((await desk.approve(request, concerned)).body.code).toBe("own-concern");
    expect((await desk.stored(concerned.id)).roles).toEqual(["administrator"]);
  });

  test("nobody in an administrator's place, be it written so", async () => {
    const finance = await desk.server.signIn(["finance", "hall-manager"]);
    const now = desk.server.deps.clock.now();
    const span = { startsAt: now, endsAt: later(now, 86_400_000), reason };
    const names = { fromId: desk.second.id, fromName: "乙", toId: finance.id, toName: "丙" };
    const given = { id: `given-${finance.id}`, ...names, ...span };
    await desk.server.deps.store.commit([insert(delegations, given)]);
    const { request } = await desk.askFinance();
    expect((await desk.approve(request, finance)).body.code).toBe("out-of-scope");
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
    for (const { id, request } of [declined, withdrawn]) {
      const seen = { ...request, rev: request.rev + 1 };
      expect((await desk.approve(seen)).body.code).toBe("request-settled");
      expect((await desk.stored(id)).roles).toEqual(["agent"]);
      expect((await desk.draw(id, desk.asker)).body.code).toBe("handover-over");
    }
  });

  test("nobody, once it is too old", async () => {
    const { id, request } = await desk.askFinance();
    const until = request.expiresAt - desk.server.deps.clock.now();
    expect(until).toBeGreaterThan(71 * 3_600_000);
    desk.server.deps.advance(until + 1);
    [desk.asker, desk.second] = [await again(desk.asker), await again(desk.second)];
    expect((await desk.approve(request)).body.code).toBe("request-expired");
    const anew = await desk.askFinance({ id });
    expect((await desk.approve(anew.request)).status).toBe(200);
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
  };
  test.each(Object.entries(changes))("%s changed meanwhile: goes back", async (_, change) => {
    const { id, request } = await desk.askFinance();
    await change(id);
    expect((await desk.approve(request)).body.code).toBe("changed-since-approved");
    expect((await desk.stored(id)).roles).not.toContain("finance");
  });

  test("a sign-in and a wrong password meanwhile change nothing", async () => {
    const person = await desk.server.signIn(["agent"]);
    const { request } = await desk.askFinance(person);
    const { login, password } = person;
    await desk.server.request("/api/sign-in", { body: { login, password } });
    await desk.server.request("/api/sign-in", { body: { login, password: "wrong" } });
    expect((await desk.approve(request)).status).toBe(200);
  });

  test("a password that was set by one meanwhile is not the one that holds", async () => {
    const { id, request } = await desk.askFinance();
    const alone = await desk.post(`/api/staff/${id}/reset-password`, { reason }, desk.asker);
    await desk.approve(request);
    const { login } = await desk.stored(id);
    const tried = await signIn(login, alone.body.oneTimePassword);
    expect(tried.body.code).toBe("sign-in-refused");
  });

  test("a log-in that was taken meanwhile", async () => {
    const wanted = { login: "doppelt", name: "新人", scope: city };
    const { body } = await desk.ask({ act: "create", ...wanted, roles: ["cashier"] });
    const taken = await desk.post("/api/staff", { ...wanted, roles: ["agent"] }, desk.second);
    expect(taken.status).toBe(200);
    expect((await desk.approve(body.request)).body.code).toBe("changed-since-approved");
    const path = `/api/requests/${body.request.id}`;
    const read = await desk.server.request(path, { cookie: desk.asker.cookie });
    expect(read.body).toMatchObject({ state: "changed", why: "login-taken" });
  });

  test("of two administrators the one who asked must still be one", async () => {
    const { request } = await desk.askFinance();
    const { rev } = await desk.stored(desk.asker.id);
    await desk.post(`/api/staff/${desk.asker.id}/deactivate`, { rev, reason }, desk.second);
    expect((await desk.approve(request)).body.code).toBe("asker-gone");
  });

  test("ten approvals at the same moment change it once", async () => {
    const { id, request } = await desk.askFinance();
    const { rev } = await desk.stored(id);
    const answers = await Promise.all(Array.from({ length: 10 }, () => desk.approve(request)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await desk.stored(id)).rev).toBe(rev + 1);
  });
});
