import { afterAll, beforeAll, expect, test } from "vitest";
import { resolveClock } from "@warmline/shared/cases/clock.ts";
import { households, seasons } from "@warmline/shared/households/model.ts";
import { addDays, cityDate, daysInclusive, later } from "@warmline/shared/kernel/time.ts";
import { seasonCalendars, withDays } from "@warmline/shared/households/season-calendar.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { openTestDeps, type TestDeps } from "../../testing.ts";
import * as it from "./fixture.ts";
import { HOUR_MS, opened } from "./testing.ts";

let deps: TestDeps;
beforeAll(async () => {
  deps = await openTestDeps();
  await it.furnish(deps);
});
afterAll(() => deps.close());

test("the season that runs sets the clocks, however many are entered ahead", async () => {
  const today = cityDate(deps.clock.now());
  const entered = [0, 365, 730].map((ahead) => {
    const [from, to] = [addDays(today, ahead - 30), addDays(today, ahead + 30)];
    return insert(seasons, { id: `in ${ahead} days`, from, to, days: daysInclusive(from, to) });
  });
  await deps.store.commit(entered);
  const { openedAt, ...filed } = await opened(deps, { category: "not-warm" });
  expect(resolveClock(filed).due).toBe(later(openedAt, 12 * HOUR_MS));
});

test("a season that was moved for the building sets them by the days there", async () => {
  const today = cityDate(deps.clock.now());
  const due = async () => {
    const { openedAt, ...filed } = await opened(deps, { category: "not-warm", separate: true });
    return resolveClock(filed).due - openedAt;
  };
  expect(await due()).toBe(12 * HOUR_MS);
  const household = (await deps.store.get(households, it.eastHome.id))!;
  const [from, to] = [addDays(today, -90), addDays(today, -1)];
  const days = { from, to, days: daysInclusive(from, to) };
  const why = { evidence: "通知1", reason: "提前停热", at: deps.clock.now(), byName: "财务" };
  const of = { season: "in 0 days", placeId: household.place.buildingId };
  await deps.store.commit([insert(seasonCalendars, withDays(of, null, { days, ...why }))]);
  expect(await due()).not.toBe(12 * HOUR_MS);
});
