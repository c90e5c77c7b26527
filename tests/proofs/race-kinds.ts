import { DOMAIN_RACES } from "./domain-races.ts";
import { priceRace } from "./price-race.ts";
import type { RaceKind } from "./race-kind.ts";
import { STORE_RACES } from "./store-races.ts";

/** Every race that is run; one more kind is one more entry. */
export const RACE_KINDS: readonly RaceKind[] = [...STORE_RACES, ...DOMAIN_RACES, priceRace];

export const RACE_COLLECTIONS = [...new Set(RACE_KINDS.flatMap(({ collections }) => collections))];
