import { afterEach, beforeEach, expect, test } from "vitest";
import { cases } from "@warmline/shared/cases/model.ts";
import { queueTickets } from "@warmline/shared/hall/model.ts";
import { NUMBER_LIMIT, SENIOR_LIMIT } from "@warmline/shared/kiosk/number-limits.ts";
import { openKiosk, right, type KioskFixture } from "./fixture.ts";

// What one resident does at a kiosk, told apart from what the next one does.

let at: KioskFixture;
let keys = 0;

beforeEach(async () => {
  at = await openKiosk();
});
afterEach(() => at.server.close());

const newKey = () => `visits-key-${(keys += 1)}`;
const prove = async (visit?: string) => (await at.ask("lookup", { ...right, visit })).body.grant;

function take(
  body: { priority?: string; serviceId?: string; visit?: string; grant?: string } = {},
  options: { key?: string; cookie?: string } = {},
) {
  const whole = { serviceId: "A", priority: "normal", ...body };
  return at.ask("numbers", whole, { key: newKey(), ...options });
}

test("a proof is good in its own visit alone", async () => {
  const grant = await prove("first");
  for (const visit of ["next", undefined]) {
    const answer = await take({ grant, ...(visit === undefined ? {} : { visit }) });
    expect([answer.status, answer.body.code]).toEqual([403, "grant-expired"]);
    const report = { category: "leak", severe: true, description: "漏水", grant, visit };
    const sent = await at.ask("reports", report, { key: newKey() });
    expect([sent.status, sent.body.code]).toEqual([403, "grant-expired"]);
  }
  const own = await take({ grant, visit: "first" });
  const ticket = await at.server.deps.store.get(queueTickets, own.body.ticketId);
  expect(ticket?.householdId).toBe("h1");
});

test("a number carries a household only if its own visit proved one", async () => {
  const grant = await prove("first");
  await take({ grant, visit: "first" });
  const { body } = await take({ visit: "next" });
  const ticket = await at.server.deps.store.get(queueTickets, body.ticketId);
  expect(ticket?.label).toBe("A002");
  expect(ticket?.householdId).toBeUndefined();
});

test("one visit has one number for a service, whatever was lost and chosen anew", async () => {
  const first = await take({ visit: "v" });
  const again = await take({ visit: "v", priority: "senior" });
  expect(first.body).toMatchObject({ label: "A001" });
  expect(first.body.again).toBeUndefined();
  expect(again.body).toMatchObject({ ticketId: first.body.ticketId, again: true });
  expect((await take({ visit: "v", serviceId: "B" })).body.label).toBe("B001");
  expect((await take({ visit: "w" })).body.label).toBe("A002");
  expect(await tickets()).toEqual(["A001", "A002", "B001"]);
});

test("asked for at the same moment it is one number as well", async () => {
  const both = ["normal", "senior", "normal"].map((priority) => take({ visit: "v", priority }));
  const labels = (await Promise.all(both)).map(({ body }) => body.label);
  expect(labels).toEqual(["A001", "A001", "A001"]);
});

test("a number that was voided is none to be told again", async () => {
  const { body } = await take({ visit: "v" });
  const { cookie } = await at.server.signIn(["hall-manager"]);
  const path = `/api/tickets/${body.ticketId}/void`;
  const voided = await at.server.request(path, { cookie, body: { reason: "误取" } });
  expect(voided.body.state).toBe("voided");
  expect((await take({ visit: "v" })).body).toMatchObject({ label: "A002" });
});

test("a number of the day before is none to be told again", async () => {
  await take({ visit: "v" });
  at.server.deps.advance(24 * 3_600_000);
  const { body } = await take({ visit: "v" });
  expect(body).toMatchObject({ label: "A001" });
  expect(body.again).toBeUndefined();
});

test("a kiosk gives so many numbers a minute, and another one goes on", async () => {
  const key = newKey();
  const first = await take({ visit: "v" }, { key });
  for (let n = 1; n < NUMBER_LIMIT.count; n += 1) expect((await take()).status).toBe(200);
  const shut = await take();
  expect(shut.status).toBe(429);
  expect(shut.body).toMatchObject({ code: "numbers-shut", detail: { minutes: 1 } });
  // What was given is still told: the answer may have been lost.
  expect((await take({ visit: "v" }, { key })).body).toEqual(first.body);
  expect((await take({ visit: "v", priority: "senior" })).body.again).toBe(true);
  const { cookie } = await at.pair();
  expect((await take({}, { cookie })).status).toBe(200);
  at.server.deps.advance(60_000);
  expect((await take()).status).toBe(200);
});

test("a kiosk gives fewer numbers to seniors, and others go on", async () => {
  for (let n = 0; n < SENIOR_LIMIT.count; n += 1) {
    if (n === NUMBER_LIMIT.count) at.server.deps.advance(60_000);
    expect((await take({ priority: "senior" })).status).toBe(200);
  }
  at.server.deps.advance(60_000);
  const shut = await take({ priority: "senior" });
  expect([shut.status, shut.body.code]).toEqual([429, "senior-numbers-shut"]);
  expect((await take()).status).toBe(200);
});

test("numbers asked for at the same moment do not pass the limit together", async () => {
  const asked = Array.from({ length: 3 * NUMBER_LIMIT.count }, (_, n) =>
    take({ serviceId: n % 2 === 0 ? "A" : "B" }),
  );
  const statuses = (await Promise.all(asked)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(NUMBER_LIMIT.count);
});

const fault = { category: "not-warm", severe: false, description: "次卧不热" };

test("what a revoked kiosk could not send comes in when it is paired anew, once only", async () => {
  const key = newKey();
  const report = { ...fault, place: "滨河花园" };
  await at.ask("reports", report, { key });
  const { cookie: manager } = await at.server.signIn(["administrator"]);
  const [device] = (await at.server.request("/api/devices", { cookie: manager })).body;
  await at.server.request(`/api/devices/${device.id}/revoke`, {
    cookie: manager,
    body: { rev: device.rev, reason: "换机" },
  });
  expect((await at.ask("reports", report, { key })).status).toBe(401);
  const { cookie } = await at.pair();
  const sent = await at.ask("reports", report, { key, cookie });
  expect([sent.status, sent.body.outcome]).toEqual([200, "repeated"]);
  const other = { ...report, description: "别的" };
  expect((await at.ask("reports", other, { key, cookie })).body.code).toBe("source-reused");
});

test("a report refused for its content is a case that the hall's staff see", async () => {
  const said = `电话：一三八\n\u0000\u202e地点：${"很".repeat(3_000)}`;
  const body = { category: "gone", severe: true, said };
  const key = newKey();
  for (let n = 0; n < 2; n += 1) {
    const answer = await at.ask("refused-reports", body, { key });
    expect(answer.body).toEqual({ received: true });
  }
  const { cookie } = await at.server.signIn(["hall-manager"], { kind: "hall", hallId: "hall" });
  const { cases: rows } = (await at.server.request("/api/cases?state=open", { cookie })).body;
  expect(rows).toHaveLength(1);
  const filed = await at.server.deps.store.get(cases, rows[0].id);
  expect(filed).toMatchObject({ category: "other", hallId: "hall" });
  expect(filed?.description).toContain("一三八\n  地点");
});

async function tickets(): Promise<string[]> {
  const { store, clock } = at.server.deps;
  const day = new Date(clock.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const where = { hallId: "hall", day };
  const found = await store.find(queueTickets, { index: "byDay", where });
  return found.map(({ label }) => label).toSorted();
}
