import { digitsOf, lineOf, normalisePhone } from "@warmline/shared/households/phone.ts";
import {
  beginningWith,
  isMeant,
  searchOf,
  type Search,
} from "@warmline/shared/households/terms.ts";
import { households, type Household } from "@warmline/shared/households/model.ts";
import type { Actor } from "@warmline/shared/access/actor.ts";
import { within } from "@warmline/shared/access/scope.ts";
import type { Deps } from "../../platform/deps.ts";

export interface Found {
  readonly rows: readonly Household[];
  /** There may be others; a further word narrows it. */
  readonly more: boolean;
}

/**
 * So many households are looked at for one word; a word that more begin with narrows too little.
 */
const CANDIDATES_MAX = 300;

/**
 * Finds as one types, within the actor's scope. What may be a phone is looked for as one and as it
 * was typed, for it may as well be a number of which the end is still missing.
 */
export async function searchHouseholds(
  { store, config }: Pick<Deps, "store" | "config">,
  actor: Actor,
  text: string,
  limit: number,
): Promise<Found> {
  const digits = digitsOf(text, config.AREA_CODE);
  const rows = new Map<string, Household>();
  let overflowed = false;
  for (const words of new Set([text, ...digits])) {
    const found = await searchWords({ store }, actor, searchOf(words), limit);
    for (const household of found.rows) rows.set(household.id, household);
    overflowed ||= found.more;
  }
  return { rows: [...rows.values()].slice(0, limit), more: overflowed || rows.size > limit };
}

/**
 * The words read as one come first: an address with blanks in it is then found at once. Otherwise
 * each word brings candidates, which all words must mean; a word that more households begin with
 * than are looked at says `more`.
 */
async function searchWords(
  { store }: Pick<Deps, "store">,
  actor: Actor,
  search: Search,
  limit: number,
): Promise<Found> {
  const rows = new Map<string, Household>();
  let overflowed = false;
  for (const prefix of prefixesOf(search)) {
    const found = await store.find(households, {
      index: "byTerm",
      ...beginningWith(prefix),
      limit: CANDIDATES_MAX,
    });
    for (const household of found) {
      if (within(actor, household.place) && isMeant(household, search))
        rows.set(household.id, household);
    }
    overflowed ||= found.length === CANDIDATES_MAX;
    if (rows.size > limit || (prefix === search.joined && rows.size > 0)) break;
  }
  return { rows: [...rows.values()].slice(0, limit), more: overflowed || rows.size > limit };
}

function prefixesOf({ description, joined }: Search): string[] {
  const longestFirst = description.toSorted((one, two) => two.length - one.length);
  return [...new Set([joined, ...longestFirst])].filter((prefix) => prefix !== "");
}

/** Whose phone this is, for the caller's card: a person may have several flats. */
export async function householdsByPhone(
  { store, config }: Pick<Deps, "store" | "config">,
  actor: Actor,
  text: string,
): Promise<Household[]> {
  const phone = normalisePhone(text, config.AREA_CODE);
  if (!phone.ok) return [];
  const found = await store.find(households, {
    index: "byPhone",
    where: { phones: lineOf(phone.value) },
    limit: 50,
  });
  return found.filter((household) => within(actor, household.place));
}
