import { afterAll, beforeAll, expect, it } from "vitest";
import { agentPeriods, callPeriods } from "@warmline/shared/acd/periods.ts";
import type { StatsAnswer } from "@warmline/shared/callstats/api.ts";
import { figure } from "@warmline/shared/callstats/figures.ts";
import { addDays, cityDate, startOfDay } from "@warmline/shared/kernel/time.ts";
import type { ForecastAnswer } from "@warmline/shared/staffing/api.ts";
import { startTestServer, type TestServer } from "@warmline/server/testing.ts";
import type { DemoCity } from "@warmline/shared/demo/model.ts";
import { livePastCalls } from "./index.ts";

const CITY: DemoCity = {
  id: "city",
  rev: 1,
  state: "making",
  seed: 7,
  households: 100,
  seasons: 3,
  madeAt: startOfDay("2025-11-29"),
  secret: "",
  simulator: false,
};

let server: TestServer;
let city: DemoCity;
let cookie: string;
beforeAll(async () => {
  server = await startTestServer();
  city = { ...CITY, madeAt: server.deps.clock.now() };
  await livePastCalls(server.deps, city);
  ({ cookie } = await server.signIn(["supervisor"]));
}, 60_000);
afterAll(() => server.close());

async function stats(query: string) {
  const { status, body } = await server.request(`/api/callstats?${query}`, { cookie });
  expect(status).toBe(200);
  return body as StatsAnswer;
}

/** Every period, by looking at the log. */
async function periods() {
  const found: { calls: string[]; agents: string[] } = { calls: [], agents: [] };
  for (let position = 0, batch; ; position = batch.at(-1)!.position) {
    batch = await server.deps.store.read(position, 200);
    if (batch.length === 0) return found;
    for (const { collection, id } of batch.flatMap(({ writes }) => writes)) {
      if (collection === callPeriods.name) found.calls.push(id);
      if (collection === agentPeriods.name) found.agents.push(id);
    }
  }
}

it("the statistics are what the periods say, counted here once more", async () => {
  const today = cityDate(city.madeAt);
  const { calls } = await periods();
  const all = await server.deps.store.getMany(callPeriods, calls);
  const since = startOfDay(addDays(today, -28));
  const fared = all.filter((one) => one.outcome !== undefined && one.enteredAt >= since);
  const whole = async () => (await stats(`from=${addDays(today, -28)}&to=${today}&by=day`)).total;
  await expect
    .poll(async () => (await whole()).offered, { timeout: 40_000, interval: 500 })
    .toBe(fared.length);
  const total = await whole();
  const answered = fared.filter(({ outcome }) => outcome === "answered");
  expect(total.answered).toBe(answered.length);
  const inTime = answered.filter(({ to, enteredAt }) => to - enteredAt <= 15_000);
  expect(total.inTime).toBe(inTime.length);
  expect(all.every(({ from, to }) => from <= to && to <= city.madeAt)).toBe(true);
});

it("a hotline that is believed: most are answered, some give up, nobody is left", async () => {
  const today = cityDate(city.madeAt);
  const { total, rows } = await stats(`from=${addDays(today, -28)}&to=${today}&by=day`);
  expect(rows.length).toBeGreaterThanOrEqual(28);
  expect(total.offered).toBeGreaterThan(600);
  expect(total.unserved ?? 0).toBe(0);
  expect(figure("connectRate", total)).toBeGreaterThan(0.85);
  expect(figure("connectRate", total)).toBeLessThan(1);
  const handling = figure("handlingTime", total) ?? 0;
  expect(handling > 120_000 && handling < 300_000).toBe(true);
  const { rows: people } = await stats(`from=${addDays(today, -7)}&to=${today}&by=agent`);
  expect(people).toHaveLength(6);
  expect(people.every(({ key, staffName }) => key !== staffName)).toBe(true);
});

it("the forecast has something to be made of, temperatures too", async () => {
  const { body } = await server.request("/api/staffing/forecast", { cookie });
  const { today, tomorrow } = body as ForecastAnswer;
  for (const day of [today, tomorrow]) {
    expect(day.madeOf).toHaveLength(5);
    expect(day.lowestDeci).not.toBeNull();
    expect(day.queues.every(({ handlingMs }) => handlingMs !== null)).toBe(true);
  }
});

it("made once more nothing is added", async () => {
  const before = await periods();
  await livePastCalls(server.deps, city);
  expect(await periods()).toEqual(before);
});
