import { daysInclusive, type CityDate } from "@warmline/shared/kernel/time.ts";
import { drawFor } from "../draw.ts";

/** Of an inland city of the north: 最低气温 in tenths of a degree, mid-January the coldest. */
const MEAN = 35;
const SWING = 155;
const COLDEST = 15;
/** Warm and cold spells follow each other about so often. */
const SPELL_DAYS = 4;
const SPELL = 55;

export function lowestOf(seed: number, day: CityDate): number {
  const dayOfYear = daysInclusive(`${day.slice(0, 4)}-01-01`, day);
  const season = MEAN - SWING * Math.cos((2 * Math.PI * (dayOfYear - COLDEST)) / 365);
  const since = daysInclusive("2000-01-01", day);
  const spell = Math.floor(since / SPELL_DAYS);
  const part = (since % SPELL_DAYS) / SPELL_DAYS;
  const smooth = spellOf(seed, spell) * (1 - part) + spellOf(seed, spell + 1) * part;
  return Math.round(season + smooth);
}

function spellOf(seed: number, spell: number): number {
  return (drawFor(seed, `weather ${spell}`).next() * 2 - 1) * SPELL;
}
