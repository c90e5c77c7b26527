import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { audit } from "@warmline/shared/audit/model.ts";
import { requests } from "@warmline/shared/requests/model.ts";
import { sessions, staff } from "@warmline/shared/staff/model.ts";
import { LiveClient } from "../../platform/realtime/testing.ts";
import { city, openRequestDesk, reason, type RequestDesk } from "./request-fixture.ts";

// What is left of a request of rights in trail and store, and who is shown it as it waits.

let desk: RequestDesk;

beforeAll(async () => {
  desk = await openRequestDesk();
});
afterAll(() => desk.server.close());

describe("on record", () => {
  test("who asked, approved and drew, with what it was and what it became", async () => {
    const { id, request } = await desk.askFinance();
    await desk.approve(request);
    await desk.drawn(id);
    const trail = async (subject: string) => {
      const path = `/api/audit?subject=${subject}`;
      return (await desk.server.request(path, { cookie: desk.second.cookie })).body;
    };
    const changes = [
      { field: "roles", from: ["agent"], to: ["finance"] },
      { field: "password", from: [], to: ["one-time"] },
    ];
    const subjects = [`requests/${request.id}`, `staff/${id}`];
    const { rows, names } = await trail(`requests/${request.id}`);
    expect(rows).toMatchObject([
      { command: "requests.approve", actorId: desk.second.id, subjects, changes, reason },
      { command: "staff.ask-rights", actorId: desk.asker.id, subjects, changes, reason },
    ]);
    const texts = names.map(({ text }: { text: string }) => text);
    expect(texts).toContain(`授予权限、重置密码 ${request.label}`);
    expect((await trail(`staff/${id}`)).rows.slice(0, 2)).toMatchObject([
      { command: "staff.draw-half", actorId: desk.second.id },
      { command: "staff.draw-half", actorId: desk.asker.id },
    ]);
  });

  test("no password, whole or in parts, but for the half that waits for the other", async () => {
    const { id, request } = await desk.askFinance();
    await desk.approve(request);
    const kept = async () => {
      const { store } = desk.server.deps;
      const all = await Promise.all([
        store.find(audit, { index: "byTime", limit: 10_000 }),
        store.find(sessions, { index: "byStaff", limit: 10_000 }),
        store.find(requests, { index: "byTime", limit: 10_000 }),
        store.find(staff, { index: "byActive", limit: 10_000 }),
      ]);
      return { all: JSON.stringify(all), beside: JSON.stringify(all.slice(0, 3)) };
    };
    const first = (await desk.draw(id, desk.asker)).body.secret;
    expect(first).toMatch(/^(\w{4}-){2}\w{4}$/);
    expect((await kept()).beside).not.toContain(first);
    const second = (await desk.draw(id, desk.second)).body.secret;
    for (const half of [first, second]) expect((await kept()).all).not.toContain(half);
  });
});

describe("the page of approvals", () => {
  test("shows administrators what waits until it is settled, without any password", async () => {
    const client = await LiveClient.connected(desk.server.url, desk.second.cookie);
    const before = await desk.askFinance();
    const room = await client.joined("requests", {});
    await client.until(() => client.rowsIn(room).has(before.request.id));
    const { request } = await desk.askFinance();
    await client.until(() => client.rowsIn(room).has(request.id));
    expect(client.rowsIn(room).get(request.id)).toEqual({ ...request, mine: true });
    await desk.approve(request);
    await client.until(() => !client.rowsIn(room).has(request.id));
    expect(JSON.stringify(client.came)).not.toMatch(/secret|passwordHash|argon2/);
    client.close();
  });

  test.each([
    ["nothing of it", ["finance", "cashier", "hall-manager"], city, false],
    ["nothing of it", ["administrator"], { kind: "branch", branchId: "west" }, false],
    ["all, and decides nothing", ["auditor"], city, true],
  ] as const)("shows %s to %j", async (_, roles, scope, shown) => {
    const { cookie } = await desk.server.signIn(roles, scope);
    const { request } = await desk.askFinance();
    const client = await LiveClient.connected(desk.server.url, cookie);
    const room = await client.joined("requests", {});
    await client.until(() => client.rowsIn(room).size > 0 || !shown);
    const row = client.rowsIn(room).get(request.id);
    expect([row !== undefined, (row as { mine?: boolean } | undefined)?.mine ?? false]).toEqual([
      shown,
      false,
    ]);
    const read = await desk.server.request(`/api/requests/${request.id}`, { cookie });
    expect(read.body.code ?? "seen").toBe(shown ? "seen" : "out-of-scope");
    client.close();
  });
});
