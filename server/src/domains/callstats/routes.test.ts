import { afterAll, beforeAll, expect, test } from "vitest";
import type { StatsAnswer } from "@warmline/shared/callstats/api.ts";
import { callSums, callSumsProgress } from "@warmline/shared/callstats/model.ts";
import { cityDate, later } from "@warmline/shared/kernel/time.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { startTestServer, type TestServer } from "../../testing.ts";
import { endCall, enqueue } from "../acd/fixture.ts";
import { readOwn } from "./own.ts";
import { callstatsViews } from "./views.ts";

// The server follows its log: what an agent does is in the sums a moment later.

let server: TestServer;
const cookies: Record<string, string> = {};
beforeAll(async () => {
  server = await startTestServer();
  for (const role of ["agent", "supervisor", "cashier", "auditor"] as const) {
    cookies[role] = (await server.signIn([role])).cookie;
  }
});
afterAll(() => server.close());

const channel = {
  actor: { kind: "channel", id: "twilio", name: "twilio" },
  origin: "twilio",
  language: "zh",
} as const;

async function stats(query: string, who = "supervisor") {
  const today = cityDate(server.deps.clock.now());
  const asked = query.replaceAll("TODAY", today);
  return server.request(`/api/callstats?${asked}`, { cookie: cookies[who]! });
}
const own = (who: string) => server.request("/api/callstats/own", { cookie: cookies[who]! });
const today = async (by: string) =>
  (await stats(`from=TODAY&to=TODAY&by=${by}`)).body as StatsAnswer;

async function post(path: string, body: object = {}) {
  const { status } = await server.request(`/api/acd/${path}`, { cookie: cookies["agent"]!, body });
  return status;
}

test("calls and agents are in the sums, by queue, half-hour, day and agent", async () => {
  await post("ready");
  await runCommand(server.deps, channel, enqueue, { callId: "CA1", skill: "fees", phone: null });
  await expect
    .poll(() => post("answer", { callId: "CA1" }), { timeout: 20_000, interval: 100 })
    .toBe(200);
  await post("hold", { callId: "CA1" });
  await post("hang-up", { callId: "CA1" });
  await post("finish-wrap-up", { callId: "CA1", disposition: { about: "other" } });
  await post("sign-off");
  await runCommand(server.deps, channel, enqueue, { callId: "CA2", skill: "repairs", phone: null });
  await runCommand(server.deps, channel, endCall, { callId: "CA2" });

  await expect
    .poll(async () => (await today("queue")).rows, { timeout: 20_000 })
    .toMatchObject([
      { key: "fees", sums: { offered: 1, answered: 1, inTime: 1 } },
      { key: "repairs", sums: { offered: 1, abandoned: 1, shortAbandoned: 1 } },
    ]);
  expect((await own("agent")).body).toMatchObject({ anew: false, sums: { taken: 1 } });
  // Another's are not theirs.
  expect((await own("cashier")).body.sums).toEqual({});
  expect((await own("auditor")).status).toBe(403);
  const [row] = (await today("agent")).rows;
  expect(row).toMatchObject({ sums: { taken: 1 } });
  expect(row!.staffName).not.toBe(row!.key);
  for (const by of ["half-hour", "day"]) {
    expect((await today(by)).total).toMatchObject({ offered: 2, answered: 1 });
  }
});

test("who talks is in today's sums before the talk is over", async () => {
  await post("ready");
  await expect
    .poll(async () => (await own("agent")).body.sums.readyMs ?? 0, { timeout: 20_000 })
    .toBeGreaterThan(50);
  await expect
    .poll(async () => (await today("agent")).total.readyMs ?? 0, { timeout: 20_000 })
    .toBeGreaterThan(50);
});

test("92 days at most, and for supervisors alone", async () => {
  expect((await stats("from=2025-11-01&to=2026-01-31&by=day")).status).toBe(200);
  expect((await stats("from=2025-11-01&to=2026-02-01&by=day")).status).toBe(400);
  expect((await stats("from=TODAY&to=TODAY&by=queue", "agent")).status).toBe(403);
});

test("yesterday is not in one's own, nor what an earlier reckoning left", async () => {
  const { store, clock } = server.deps;
  const { id } = (await server.request("/api/me", { cookie: cookies["agent"]! })).body;
  expect((await readOwn(server.deps, id)).sums.taken).toBe(1);
  const tomorrow = { now: () => later(clock.now(), 86_400_000) };
  const { sums } = await readOwn({ store, clock: tomorrow }, id);
  expect(sums).not.toHaveProperty("taken");
  expect(sums.readyMs).toBeGreaterThan(0);
  const kept = (await store.get(callSums, `agent/${id}/${cityDate(clock.now())}`))!;
  await store.commit([replace(callSums, kept, { ...kept, reckoning: kept.reckoning - 1 })]);
  expect((await readOwn(server.deps, id)).sums).not.toHaveProperty("taken");
});

test("the live view moves with the sums, and with a reckoning anew", async () => {
  const [view] = callstatsViews(server.deps);
  const rev = async () => (await view!.snapshot("callstats"))[0]!.rev;
  const before = await rev();
  const asked = await server.request("/api/callstats/rebuild", {
    cookie: cookies["supervisor"]!,
    body: {},
  });
  expect(asked).toMatchObject({ status: 200, body: { done: true } });
  expect(await rev()).toBeGreaterThan(before);
  await expect
    .poll(async () => (await server.deps.store.get(callSumsProgress, "callstats"))?.anew, {
      timeout: 20_000,
    })
    .toBe(false);
  expect((await today("queue")).total).toMatchObject({ offered: 2 });
});
