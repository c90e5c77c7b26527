import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startTestServer } from "../../testing.ts";
import { city, openRequestDesk, reason, type RequestDesk } from "./request-fixture.ts";

let desk: RequestDesk;

beforeAll(async () => {
  desk = await openRequestDesk();
});
beforeEach(() => desk.anew());
afterAll(() => desk.server.close());

describe("asking for rights", () => {
  test("one request a person waits at a time, also of two asked at the same moment", async () => {
    const { id } = await desk.server.signIn(["agent"]);
    const asked = await Promise.all(
      [desk.asker, desk.second, desk.asker].map((by) =>
        desk.ask({ act: "reset-password", id }, by),
      ),
    );
    expect(asked.map(({ status }) => String(status)).toSorted()).toEqual(["200", "409", "409"]);
    expect((await desk.ask({ act: "reset-password", id })).body.code).toBe("request-pending");
    const { rev, name } = await desk.stored(id);
    const other = { act: "change", id, rev, name, roles: ["finance"], scope: city };
    expect((await desk.ask(other)).body.code).toBe("request-pending");
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

  test("is told where nobody could approve: who is concerned does not count", async () => {
    const own = await startTestServer();
    const only = await own.signIn(["administrator"]);
    const other = await own.signIn(["administrator"]);
    const body = { act: "reset-password", id: other.id, reason };
    const asked = await own.request("/api/staff-requests", { cookie: only.cookie, body });
    expect(asked.body.code).toBe("no-second-administrator");
    await own.close();
  });

  test("its rule is none of those that a request changes", async () => {
    const { cookie } = await desk.server.signIn(["finance"]);
    const { body } = await desk.server.request("/api/approval-policies", { cookie });
    const names = body.map(({ name }: { name: string }) => name);
    expect(names).toContain("reversal");
    expect(names).not.toContain("rights");
  });
});
