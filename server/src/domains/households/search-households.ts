import type { Actor } from "@warmline/shared/access/actor.ts";
import { within } from "@warmline/shared/access/scope.ts";
import { households, type Household } from "@warmline/shared/households/model.ts";
import { isHouseholdNumber } from "@warmline/shared/households/number.ts";
import { lineOf, normalisePhone } from "@warmline/shared/households/phone.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { bestIds } from "../../platform/search/best-ids.ts";
import type { Deps } from "../../platform/deps.ts";
import { searchableHouseholds } from "./search-entries.ts";

export interface Found {
  readonly rows: readonly Household[];
  /** There are others; a further word narrows it. */
  readonly more: boolean;
  /** None is just as it was typed. */
  readonly near: boolean;
}

type Finding = Pick<Deps, "store" | "search" | "config">;

/**
 * Finds as one types, within the actor's scope: what is a whole number or phone in the store, so
 * that a counter works on while the index is away, and all else in the index. Refusal:
 * `search-unavailable`, when nothing is found so.
 */
export async function searchHouseholds(
  deps: Finding,
  actor: Actor,
  typed: string,
  limit: number,
): Promise<Result<Found, "search-unavailable">> {
  const [named, best] = await Promise.all([
    namedHouseholds(deps, actor, typed),
    bestIds(deps.search, searchableHouseholds, actor, { typed, limit }),
  ]);
  if (!best.ok && named.length === 0) return refuse("search-unavailable");
  const { ids, more, level } = best.ok ? best.value : NOTHING;
  const rest = ids.filter((id) => named.every((one) => one.id !== id));
  const kept = await deps.store.getMany(households, rest);
  // Between the index and the store a household may have moved to another branch.
  const rows = [...named, ...kept].filter(({ place }) => within(actor, place));
  const near = named.length === 0 && level !== "typed";
  return ok({ rows: rows.slice(0, limit), more: more || rows.length > limit, near });
}

const NOTHING = { ids: [], more: false, level: "typed" } as const;

/** Whose number or phone it is, whole. */
async function namedHouseholds(deps: Finding, actor: Actor, typed: string): Promise<Household[]> {
  const number = typed.normalize("NFKC").replace(/\s/g, "");
  if (!isHouseholdNumber(number)) return householdsByPhone(deps, actor, typed);
  return deps.store.find(households, { index: "number", where: { number }, limit: 1 });
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
