import { agents, type Agent } from "@warmline/shared/acd/model.ts";
import { PLAIN_WEEK } from "@warmline/shared/cases/calendar.ts";
import type { DemoCity } from "@warmline/shared/demo/model.ts";
import { newAgent } from "@warmline/shared/acd/rules.ts";
import { addDays, cityDate, daysFrom, type CityDate } from "@warmline/shared/kernel/time.ts";
import { traitsOf, type City } from "@warmline/shared/staffing/day-traits.ts";
import { outdoorTemperatures } from "@warmline/shared/staffing/model.ts";
import { insert } from "@warmline/shared/store/write.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import { commitFacts, type Fact } from "../bulk.ts";
import { demoSeasons, type DemoSeason } from "../calendar.ts";
import { drawFor } from "../draw.ts";
import { nameOf, staffId } from "../people.ts";
import { liveDay } from "./day.ts";
import { arrivalsOf } from "./demand.ts";
import { Desks } from "./desks.ts";
import { shiftsOf } from "./shifts.ts";
import { lowestOf } from "./weather.ts";

const AGENTS = Array.from({ length: 6 }, (_, index) => `agent${index + 1}`);
/** The last four weeks: each weekday is there often enough to be compared. */
const RECENT_DAYS = 28;
/** Foretold. */
const AHEAD_DAYS = 3;

/**
 * 往日话务: what the hotline did in the last weeks and around the opening day before, by the rules of
 * its queue: each step leaves the periods that statistics and forecast are made of. The calls
 * themselves are none: nobody said anything in them that could be shown.
 */
export async function livePastCalls(
  deps: Pick<Deps, "store" | "clock" | "ids">,
  city: DemoCity,
): Promise<void> {
  const { seed, madeAt } = city;
  const seasons = demoSeasons(city.seasons, madeAt);
  const days = daysOf(seasons, cityDate(madeAt));
  let ids = 0;
  const own = {
    store: deps.store,
    clock: { now: () => madeAt },
    ids: { next: () => `past-${ids++}` },
  };
  await commitFacts(own, "demo.past-calls", told(seed, { days, seasons, madeAt }));
}

interface Past {
  readonly days: readonly CityDate[];
  readonly seasons: City["seasons"];
  readonly madeAt: DemoCity["madeAt"];
}

/** A day is a fact of its own. */
function* told(seed: number, { days, seasons, madeAt }: Past): Generator<Fact> {
  const today = cityDate(madeAt);
  const ahead = daysFrom(addDays(today, 1), AHEAD_DAYS);
  const weather = new Map([...days, ...ahead].map((day) => [day, lowestOf(seed, day)]));
  yield [...weather].map(([day, lowestDeci]) =>
    insert(outdoorTemperatures, { id: day, day, lowestDeci }),
  );
  yield AGENTS.map((login) => insert(agents, signedOff(seed, login)));
  const desks = new Desks(AGENTS.map((login) => ({ ...signedOff(seed, login), rev: 1 })));
  const city: City = { calendar: PLAIN_WEEK, seasons, lowest: weather };
  for (const day of days) {
    const traits = traitsOf(day, city);
    const draw = drawFor(seed, `calls ${day}`);
    const arrivals = arrivalsOf(traits, draw);
    liveDay({ desks, day, arrivals, shifts: shiftsOf(traits.worked), draw });
    yield desks.periods(madeAt);
  }
}

function signedOff(seed: number, login: string): Agent {
  return newAgent({ id: staffId(login), name: nameOf(seed, login) });
}

/** The last weeks and today, and of the season before its opening and the same days of it. */
function daysOf(seasons: readonly DemoSeason[], today: CityDate): CityDate[] {
  const from = addDays(today, -RECENT_DAYS);
  const days = new Set(daysFrom(from, RECENT_DAYS + 1));
  const before = seasons.findLast(({ to }) => to < today);
  const running = seasons.find((one) => one.from <= today && today <= one.to);
  if (before !== undefined) {
    for (const day of daysFrom(addDays(before.from, -2), 8)) days.add(day);
    if (running !== undefined) {
      const same = addDays(today, -364);
      for (const day of daysFrom(addDays(same, -3), 7)) days.add(day);
    }
  }
  return [...days].toSorted();
}
