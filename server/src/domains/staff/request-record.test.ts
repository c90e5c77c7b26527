import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { audit } from "@warmline/shared/audit/model.ts";
import { rightsRequests } from "@warmline/shared/staff/request.ts";
import { sessions, staff } from "@warmline/shared/staff/model.ts";
import { LiveClient } from "../../platform/realtime/testing.ts";
import { city, openRequestDesk, reason, type RequestDesk } from "./request-fixture.ts";

// What is left of a request in trail and store, and what the administrators' screens show of it.

let desk: RequestDesk;

beforeAll(async () => {
  desk = await openRequestDesk();
});
afterAll(() => desk.server.close());

describe("on record", () => {
  test("who asked and who confirmed, with what it was and what it became", async () => {
    const { id, request } = await desk.askFinance();
    await desk.confirm(request);
    const path = `/api/audit?subject=rightsRequests/${request.id}`;
    const { body } = await desk.server.request(path, { cookie: desk.second.cookie });
    const changes = [
      { field: "roles", from: ["agent"], to: ["finance"] },
      { field: "password", from: [], to: ["one-time"] },
    ];
    const subjects = [`rightsRequests/${request.id}`, `staff/${id}`];
    expect(body.rows).toMatchObject([
      { command: "staff.confirm-request", actorId: desk.second.id, subjects, changes, reason },
      { command: "staff.ask-request", actorId: desk.asker.id, subjects, changes, reason },
    ]);
    expect(body.names.map(({ text }: { text: string }) => text)).toContain(
      `变更权限 ${request.login}`,
    );
  });

  test("no password, whole or in parts, but for the half that waits to be shown", async () => {
    const { request, firstHalf } = await desk.askFinance();
    const kept = async () => {
      const { store } = desk.server.deps;
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
    const once = () => desk.post(path, { rev: request.rev }, desk.second, key);
    const { secondHalf } = (await once()).body;
    expect(secondHalf).toMatch(/^(\w{4}-){2}\w{4}$/);
    expect(await kept()).not.toContain(secondHalf);
    expect((await once()).body.code).toBe("password-shown-once");
  });
});

describe("the administrators' screens", () => {
  test("show what waits, until it is settled, and none of its password", async () => {
    const client = await LiveClient.connected(desk.server.url, desk.second.cookie);
    const before = await desk.askFinance();
    const room = await client.joined("rightsRequests", {});
    await client.until(() => client.rowsIn(room).has(before.request.id));
    const { request } = await desk.askFinance();
    await client.until(() => client.rowsIn(room).has(request.id));
    expect(client.rowsIn(room).get(request.id)).toEqual(request);
    expect(JSON.stringify(client.came)).not.toMatch(/secondHalf|passwordHash|argon2/);
    await desk.confirm(request);
    await client.until(() => !client.rowsIn(room).has(request.id));
    client.close();
  });

  test.each([
    ["forbidden", ["auditor", "supervisor"], city],
    ["out-of-scope", ["administrator"], { kind: "branch", branchId: "west" }],
  ] as const)("%s for others", async (code, roles, scope) => {
    const { cookie } = await desk.server.signIn(roles, scope);
    const client = await LiveClient.connected(desk.server.url, cookie);
    expect(await client.join("rightsRequests", {})).toMatchObject({ ok: false, code });
    client.close();
  });
});
