import { afterAll, beforeAll, expect, test } from "vitest";
import { agents, type Skill } from "@warmline/shared/acd/model.ts";
import { callPeriods, type CallPeriod } from "@warmline/shared/acd/periods.ts";
import { PLAIN_WEEK } from "@warmline/shared/cases/calendar.ts";
import { workCalendars } from "@warmline/shared/cases/model.ts";
import { HALF_HOUR_MS } from "@warmline/shared/callstats/half-hour.ts";
import { callSums, callSumsProgress } from "@warmline/shared/callstats/model.ts";
import { seasons } from "@warmline/shared/households/model.ts";
import {
  addDays,
  cityDate,
  daysInclusive,
  later,
  startOfDay,
  type CityDate,
} from "@warmline/shared/kernel/time.ts";
import type { ForecastAnswer, PlannedDay } from "@warmline/shared/staffing/api.ts";
import { outdoorTemperatures } from "@warmline/shared/staffing/model.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { insert, type Write } from "@warmline/shared/store/write.ts";
import { startTestServer, type TestServer } from "../../testing.ts";

// It is half past one in the afternoon: place 27 of the day runs.
const PLACE = 27;

let server: TestServer;
let supervisor: string;
let agent: string;
let today: CityDate;
beforeAll(async () => {
  server = await startTestServer();
  const { deps } = server;
  const tomorrow = addDays(cityDate(deps.clock.now()), 1);
  const noon = later(startOfDay(tomorrow), PLACE * HALF_HOUR_MS + 60_000);
  deps.advance(noon - deps.clock.now());
  today = tomorrow;
  // Every day is a working one, whichever it is on which this runs.
  const worked = Array.from({ length: 60 }, (_, back) => addDays(today, 1 - back));
  const workedWeekends = [...worked, addDays(today, 1 - 364)];
  await deps.store.commit([insert(workCalendars, { id: "city", ...PLAIN_WEEK, workedWeekends })]);
  supervisor = (await server.signIn(["supervisor"])).cookie;
  agent = (await server.signIn(["agent"])).cookie;
});
afterAll(() => server.close());

const forecast = async () => {
  const { status, body } = await server.request("/api/staffing/forecast", { cookie: supervisor });
  expect(status).toBe(200);
  return body as ForecastAnswer;
};
const all = (day: PlannedDay) => day.queues.find(({ queue }) => queue === "all")!;
const expected = (day: PlannedDay) => all(day).halfHours.reduce((sum, { calls }) => sum + calls, 0);

let made = 0;
/** So many calls in a half-hour of a day, each answered at once and talked in for so long. */
function answeredCalls(day: CityDate, place: number, count: number, seconds = 180): Write[] {
  return Array.from({ length: count }, () => {
    const callId = `CA${(made += 1)}`;
    const from = later(startOfDay(day), place * HALF_HOUR_MS + 1_000);
    const skill: Skill = made % 4 === 0 ? "fees" : "repairs";
    const of = { callId, skill, from, enteredAt: from };
    const period = (one: Omit<Body<CallPeriod>, "id">) =>
      insert(callPeriods, { id: `${callId}@${one.state}`, ...one });
    return [
      period({ ...of, state: "reserved", to: later(from, 5_000), outcome: "answered" }),
      period({ ...of, state: "connected", to: later(from, seconds * 1_000) }),
    ];
  }).flat();
}

async function commit(writes: readonly Write[]) {
  const done = await server.deps.store.commit(writes);
  expect(done.ok).toBe(true);
  const { position } = done as { position: number };
  await expect
    .poll(async () => (await server.deps.store.get(callSumsProgress, "callstats"))?.position ?? 0, {
      timeout: 20_000,
    })
    .toBeGreaterThanOrEqual(position);
}

test("nothing on record, but for sums of another reckoning: nothing is foretold", async () => {
  const day = addDays(today, -1);
  const stale = { kind: "queue", key: "fees", day, reckoning: 99, sums: { offered: 40 } } as const;
  await server.deps.store.commit([
    insert(callSums, { id: "stale", span: "day", ...stale }),
    insert(callSums, { id: "stale/20", span: "half-hour", place: 20, ...stale }),
  ]);
  const { today: now, tomorrow } = await forecast();
  expect(now).toMatchObject({ day: today, madeOf: [], queues: [] });
  expect(tomorrow).toMatchObject({ day: addDays(today, 1), madeOf: [], queues: [] });
});

test("made of the days on record, by queue, and corrected by what today brought", async () => {
  const writes = Array.from({ length: 14 }, (_, back) =>
    answeredCalls(addDays(today, -1 - back), 20, 8),
  );
  await commit([...writes.flat(), ...answeredCalls(today, 20, 36)]);
  const { today: day, tomorrow } = await forecast();
  expect(day.madeOf).toHaveLength(5);
  expect(day.madeOf[0]!.day).toBe(addDays(today, -7));
  expect(day.madeOf.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
  expect(expected(tomorrow)).toBeCloseTo(8, 9);
  const rows = all(day).halfHours;
  expect(rows[20]).toMatchObject({ came: 36, serviceLevel: null });
  expect([19, 20, 21].map((place) => rows[place]!.calls)).toEqual(
    [2, 4, 2].map((calls) => expect.closeTo(calls, 9)),
  );
  // Twenty-eight more than foretold, against the steadiness of twenty calls.
  expect(all(day).correction).toBeCloseTo(56 / 28, 9);
  expect(all(day).handlingMs).toBeCloseTo(180_000, 0);
  const [fees, repairs] = ["fees", "repairs"].map(
    (one) => day.queues.find(({ queue }) => queue === one)!.halfHours[20]!.calls,
  );
  expect([fees! + repairs!, fees! < repairs!]).toEqual([expect.closeTo(4, 9), true]);
});

test("seats against who is signed on, who is paused counted apart", async () => {
  const at = server.deps.clock.now();
  const person = (id: string, state: "ready" | "paused", skills: object) =>
    insert(agents, { id, staffName: id, skills, state, since: at, idleSince: at });
  await server.deps.store.commit([
    ...answeredCalls(addDays(today, -1), 30, 200),
    person("one", "ready", { fees: 3, repairs: 1 }),
    person("two", "ready", { repairs: 2 }),
    person("three", "paused", { repairs: 2 }),
    person("four", "ready", {}),
  ]);
  const { today: day, tomorrow } = await forecast();
  const staffed = day.queues.map(({ queue, staffed: seats, paused }) => [queue, seats, paused]);
  expect(staffed).toEqual([
    ["all", 2, 1],
    ["fees", 1, 0],
    ["repairs", 2, 1],
  ]);
  expect(all(tomorrow)).toMatchObject({ staffed: null, paused: null, correction: null });
});

test("a target is set, seats follow it; who saw an older one is told", async () => {
  const set = (body: object, cookie = supervisor) =>
    server.request("/api/staffing/target", { cookie, body });
  const plain = {
    rev: 0,
    sharePercent: 80,
    seconds: 15,
    occupancyPercent: null,
    shrinkagePercent: 30,
  };
  const before = await forecast();
  expect(before.target).toEqual(plain);
  const seats = (answer: ForecastAnswer) =>
    all(answer.tomorrow).halfHours.reduce((sum, one) => sum + (one.seats ?? 0), 0);
  const wanted = { ...plain, sharePercent: 99, seconds: 5, shrinkagePercent: 0 };
  expect((await set(wanted)).body).toEqual({ ...wanted, rev: 1 });
  const after = await forecast();
  expect(after.target.sharePercent).toBe(99);
  expect(seats(after)).toBeGreaterThan(seats(before));
  for (const { seats: needed, rostered } of all(after.today).halfHours) {
    expect(rostered).toBe(needed);
  }
  expect((await set({ ...wanted, rev: 1 })).body.rev).toBe(1);
  expect((await set(plain)).status).toBe(409);
  expect((await set({ ...wanted, rev: 1, sharePercent: 100 })).status).toBe(400);
  expect((await set({ ...plain, rev: 1 }, agent)).status).toBe(403);
});

test("a temperature is entered, compared, corrected and taken back", async () => {
  const set = (body: object, cookie = supervisor) =>
    server.request("/api/staffing/temperatures", { cookie, body });
  const tomorrow = addDays(today, 1);
  const cold = addDays(today, -11);
  expect((await forecast()).tomorrow.madeOf.map(({ day }) => day)).not.toContain(cold);
  await set({ day: tomorrow, rev: 0, lowestDeci: -185 });
  await set({ day: cold, rev: 0, lowestDeci: -180 });
  const { tomorrow: planned } = await forecast();
  expect(planned.lowestDeci).toBe(-185);
  expect(planned.madeOf.map(({ day }) => day)).toContain(cold);

  expect((await set({ day: cold, rev: 0, lowestDeci: -100 })).status).toBe(409);
  const corrected = await set({ day: cold, rev: 1, lowestDeci: 40 });
  expect(corrected.body).toEqual({ day: cold, rev: 2, lowestDeci: 40, former: [-180] });
  expect((await forecast()).tomorrow.madeOf[0]!.day).not.toBe(cold);
  await set({ day: cold, rev: 2, lowestDeci: null });
  const read = await server.request(`/api/staffing/temperatures?from=${cold}&to=${tomorrow}`, {
    cookie: supervisor,
  });
  expect(read.body.days).toHaveLength(13);
  expect(read.body.days[0]).toMatchObject({ day: cold, rev: 3, lowestDeci: null });
  expect(read.body.days[12]).toMatchObject({ day: tomorrow, lowestDeci: -185 });
  const far = await set({ day: addDays(today, 11), rev: 0, lowestDeci: 0 });
  expect([far.status, far.body.code]).toEqual([422, "day-too-far"]);
  expect((await set({ day: today, rev: 0, lowestDeci: -100 }, agent)).status).toBe(403);
});

test("the opening day is like the opening day of the season before", async () => {
  const tomorrow = addDays(today, 1);
  const opened = addDays(tomorrow, -364);
  const season = (id: string, from: CityDate) => {
    const to = addDays(from, 150);
    return insert(seasons, { id, from, to, days: daysInclusive(from, to) });
  };
  await commit([
    season("before", opened),
    season("this", tomorrow),
    insert(outdoorTemperatures, { id: opened, day: opened, lowestDeci: -180 }),
    ...answeredCalls(opened, 22, 150),
  ]);
  const answer = await forecast();
  expect(answer.tomorrow).toMatchObject({ seasonDay: 1 });
  expect(answer.tomorrow.madeOf[0]).toMatchObject({ day: opened, seasonDay: 1, unlike: false });
  expect(expected(answer.tomorrow)).toBeGreaterThan(100);
  expect(answer.today.madeOf.some(({ day }) => day === opened)).toBe(false);
});

test("for supervisors alone", async () => {
  expect((await server.request("/api/staffing/forecast", { cookie: agent })).status).toBe(403);
});
