import type { Skill } from "@warmline/shared/acd/model.ts";
import { HALF_HOUR_MS } from "@warmline/shared/callstats/half-hour.ts";
import { later, startOfDay, type Instant } from "@warmline/shared/kernel/time.ts";
import type { DayTraits } from "@warmline/shared/staffing/day-traits.ts";
import type { Draw } from "../draw.ts";

/** Who wants a person, and when. */
export interface Arrival {
  readonly at: Instant;
  readonly skill: Skill;
}

/** Of a day's calls, in each hour so many of a thousand: mornings, and evenings at home. */
const HOURS = [
  4, 3, 2, 2, 3, 8, 22, 55, 98, 104, 88, 66, 44, 46, 58, 62, 60, 58, 66, 62, 44, 26, 12, 7,
];
const THOUSAND = HOURS.reduce((sum, share) => sum + share, 0);

/** 开栓: the first days bring several times as many, fewer with each. */
const OPENING = 3.2;
const OPENING_FADES = 2;
/** Each degree below freezing brings so much more. */
const PER_DEGREE = 0.04;

/** 话务量 of a day in the demo city, whose six agents take all of them. */
export function callsOf({ worked, seasonDay, lowestDeci }: DayTraits): number {
  const plain = worked ? 1 : 0.72;
  if (seasonDay === null) return 50 * plain;
  const opening = 1 + OPENING * Math.exp(-(seasonDay - 1) / OPENING_FADES);
  const cold = 1 + PER_DEGREE * Math.max(0, -(lowestDeci ?? 0) / 10);
  return 115 * plain * opening * cold;
}

/** By chance around what the day is expected to bring, in order. */
export function arrivalsOf(traits: DayTraits, draw: Draw): Arrival[] {
  const perDay = callsOf(traits);
  const midnight = startOfDay(traits.day);
  const cold = traits.seasonDay !== null;
  return HOURS.flatMap((share, hour) => {
    const count = poisson((perDay * share) / THOUSAND, draw);
    return Array.from({ length: count }, (): Arrival => {
      const at = later(midnight, Math.floor((hour + draw.next()) * 2 * HALF_HOUR_MS));
      return { at, skill: draw.chance(cold ? 0.74 : 0.35) ? "repairs" : "fees" };
    });
  }).toSorted((a, b) => a.at - b.at);
}

function poisson(mean: number, draw: Draw): number {
  const bound = Math.exp(-mean);
  let count = 0;
  for (let left = draw.next(); left > bound; left *= draw.next()) count += 1;
  return count;
}
