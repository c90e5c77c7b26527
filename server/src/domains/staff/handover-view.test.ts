import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { LiveClient } from "../../platform/realtime/testing.ts";
import { resetFromMachine } from "./index.ts";
import { city, openRequestDesk, reason, type RequestDesk } from "./request-fixture.ts";

// Whose new password is yet to be drawn, as administrators are told.

let desk: RequestDesk;

beforeAll(async () => {
  desk = await openRequestDesk();
});
beforeEach(() => desk.anew());
afterAll(() => desk.server.close());

async function watching() {
  const client = await LiveClient.connected(desk.server.url, desk.asker.cookie);
  const room = await client.joined("handovers", {});
  return { client, rows: () => client.rowsIn(room) };
}

async function handedOver(): Promise<string> {
  const { id, request } = await desk.askFinance();
  await desk.approve(request);
  return id;
}

describe("whoever asked is told", () => {
  test("as it is approved until both halves are drawn, again when one is drawn anew", async () => {
    const before = await handedOver();
    const { client, rows } = await watching();
    await client.until(() => rows().has(before));
    const id = await handedOver();
    await client.until(() => rows().has(id));
    const { handover } = await desk.stored(id);
    expect(rows().get(id)).toMatchObject({ handover: { byId: handover?.byId, drawn: [] } });
    await desk.drawn(id);
    await client.until(() => !rows().has(id));
    const { secret } = (await desk.draw(id, desk.second)).body;
    await client.until(() => rows().has(id));
    expect(rows().get(id)).toMatchObject({ handover: { drawn: ["second"] } });
    expect(JSON.stringify(client.came)).not.toContain(secret);
    client.close();
  });

  test("that it is over: the person left, or the machine gave a password", async () => {
    const [left, reset] = [await handedOver(), await handedOver()];
    const { client, rows } = await watching();
    await client.until(() => rows().has(left) && rows().has(reset));
    const { rev } = await desk.stored(left);
    await desk.post(`/api/staff/${left}/deactivate`, { rev, reason }, desk.second);
    const { login } = await desk.stored(reset);
    await resetFromMachine(desk.server.deps, { login, reason, user: "root" });
    await client.until(() => !rows().has(left) && !rows().has(reset));
    const joined = await watching();
    expect([left, reset].filter((id) => joined.rows().has(id))).toEqual([]);
    joined.client.close();
    client.close();
  });
});

test.each([
  ["forbidden", ["auditor", "supervisor"], city],
  ["out-of-scope", ["administrator"], { kind: "branch", branchId: "west" }],
] as const)("%s for others", async (code, roles, scope) => {
  const { cookie } = await desk.server.signIn(roles, scope);
  const client = await LiveClient.connected(desk.server.url, cookie);
  expect(await client.join("handovers", {})).toMatchObject({ ok: false, code });
  client.close();
});
