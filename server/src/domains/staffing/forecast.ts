import { agents, SIGNED_ON, SKILLS, type Agent } from "@warmline/shared/acd/model.ts";
import { halfHourOf, placeOf } from "@warmline/shared/callstats/half-hour.ts";
import { addDays, cityDate, type CityDate } from "@warmline/shared/kernel/time.ts";
import {
  PLANNED_QUEUES,
  type ForecastAnswer,
  type PlannedDay,
  type PlannedQueue,
  type PlannedQueueRow,
  type TargetAnswer,
} from "@warmline/shared/staffing/api.ts";
import { traitsOf, whereToLook, type City } from "@warmline/shared/staffing/day-traits.ts";
import { outdoorTemperatures } from "@warmline/shared/staffing/model.ts";
import { planDay, type Planning } from "@warmline/shared/staffing/plan.ts";
import { cameOf, correction, profileOf } from "@warmline/shared/staffing/profile.ts";
import { similarDays, type SimilarDay } from "@warmline/shared/staffing/similar-days.ts";
import type { Deps } from "../../platform/deps.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import {
  queueDaysOnRecord,
  queueHalfHours,
  sumsAreAnew,
  type QueueHalfHour,
} from "../callstats/index.ts";
import { timetable } from "../cases/index.ts";
import { readTarget } from "./target.ts";

type Reading = Pick<Deps, "store" | "clock">;

/**
 * What today and tomorrow are expected to bring. It reads the sums of days by half-hour, of the few
 * that are alike: as much for a year on record as for a month.
 */
export async function readForecast(deps: Reading): Promise<ForecastAnswer> {
  const at = deps.clock.now();
  const today = cityDate(at);
  const wanted = [today, addDays(today, 1)] as const;
  const city = await cityOf(deps, wanted[1]);
  const [ofToday, ofTomorrow] = await Promise.all([
    likeThis(deps, city, wanted[0], today),
    likeThis(deps, city, wanted[1], today),
  ]);
  const days = [...ofToday, ...ofTomorrow].map(({ day }) => day);
  const [sums, target, people, anew] = await Promise.all([
    queueHalfHours(deps, [...new Set([...days, today])]),
    readTarget(deps),
    findAll(deps, agents, { index: "byState", where: { state: SIGNED_ON } }),
    sumsAreAnew(deps),
  ]);
  const now = { day: today, place: placeOf(halfHourOf(at)), people };
  return {
    at,
    anew,
    target,
    today: planned({ city, day: wanted[0], madeOf: ofToday, sums, target, now }),
    tomorrow: planned({ city, day: wanted[1], madeOf: ofTomorrow, sums, target }),
  };
}

interface Plan {
  readonly city: City;
  readonly day: CityDate;
  readonly madeOf: readonly SimilarDay[];
  readonly sums: readonly QueueHalfHour[];
  readonly target: TargetAnswer;
  /** Of the day that runs. */
  readonly now?: {
    readonly day: CityDate;
    readonly place: number;
    readonly people: readonly Agent[];
  };
}

function planned(plan: Plan): PlannedDay {
  const { city, day, madeOf } = plan;
  const queues = madeOf.length === 0 ? [] : PLANNED_QUEUES.map((queue) => ofQueue(plan, queue));
  return { ...traitsOf(day, city), madeOf, queues };
}

function ofQueue({ madeOf, sums, target, now }: Plan, queue: PlannedQueue): PlannedQueueRow {
  const own = sums.filter(({ skill }) => queue === "all" || skill === queue);
  const profile = profileOf(madeOf, own);
  const common = { queue, handlingMs: profile.handlingMs };
  if (now === undefined) {
    const halfHours = planDay({ profile, target });
    return { ...common, correction: null, staffed: null, paused: null, halfHours };
  }
  const came = cameOf(own.filter(({ day }) => day === now.day));
  const able = now.people.filter((agent) => takes(agent, queue));
  const paused = able.filter(({ state }) => state === "paused").length;
  const today: NonNullable<Planning["today"]> = {
    place: now.place,
    came,
    correction: correction(profile.calls, came, now.place),
    staffed: able.length - paused,
  };
  return {
    ...common,
    correction: today.correction,
    staffed: today.staffed,
    paused,
    halfHours: planDay({ profile, target, today }),
  };
}

/** Overflow is no seat that one plans with. */
function takes({ skills, overflow }: Agent, queue: PlannedQueue): boolean {
  if (overflow !== undefined) return false;
  return queue === "all" ? SKILLS.some((one) => one in skills) : queue in skills;
}

async function likeThis(
  deps: Reading,
  city: City,
  day: CityDate,
  today: CityDate,
): Promise<SimilarDay[]> {
  const wanted = traitsOf(day, city);
  const found = await Promise.all(
    whereToLook(wanted, today, city.seasons).map(({ from, to }) =>
      queueDaysOnRecord(deps, from, to),
    ),
  );
  const known = [...new Set(found.flat())];
  const lowest = await lowestOf(deps, [...known, day]);
  const of = { ...city, lowest };
  return similarDays(
    traitsOf(day, of),
    known.map((one) => traitsOf(one, of)),
  );
}

/** Its calendars as they stand, and how cold it is on the days that are wanted. */
async function cityOf(deps: Reading, until: CityDate): Promise<City> {
  const at = deps.clock.now();
  const [{ calendar, seasons }, lowest] = await Promise.all([
    timetable(deps.store, { at }, {}),
    lowestOf(deps, [cityDate(at), until]),
  ]);
  return { calendar, seasons, lowest };
}

async function lowestOf(
  { store }: Pick<Deps, "store">,
  days: readonly CityDate[],
): Promise<ReadonlyMap<CityDate, number>> {
  const entered = await store.getMany(outdoorTemperatures, days);
  return new Map(
    entered.flatMap(({ day, lowestDeci }) => (lowestDeci === null ? [] : [[day, lowestDeci]])),
  );
}
