import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { contracts, type Contract } from "@warmline/shared/households/contract-versions.ts";
import { households, seasons, type Household } from "@warmline/shared/households/model.ts";
import {
  calendarId,
  calendarPlaces,
  daysOf,
  seasonCalendars,
  type SeasonDays,
} from "@warmline/shared/households/season-calendar.ts";
import { assert } from "@warmline/shared/kernel/assert.ts";
import type { Actor } from "@warmline/shared/access/actor.ts";
import { within } from "@warmline/shared/access/scope.ts";
import { householdByAlias } from "./alias-commands.ts";
import type { Deps } from "../../platform/deps.ts";
import { findAll } from "../../platform/stores/find-pages.ts";

type GetRefusal = "not-found" | "out-of-scope";

/** One household by id. Refusals, in this order: `not-found`, `out-of-scope`. */
export async function getHousehold(
  { store }: Pick<Deps, "store">,
  actor: Actor,
  id: string,
): Promise<Result<Household, GetRefusal>> {
  return visible(actor, await store.get(households, id));
}

/**
 * One household by its number, or by an alias where no number is meant. Refusals, in this order:
 * `not-found`, `out-of-scope`.
 */
export async function getHouseholdByNumber(
  { store }: Pick<Deps, "store">,
  actor: Actor,
  number: string,
): Promise<Result<Household, GetRefusal>> {
  const where = { number };
  const [household] = await store.find(households, { index: "number", where, limit: 1 });
  return visible(actor, household ?? (await householdByAlias(store, number)));
}

function visible(actor: Actor, household: Household | null): Result<Household, GetRefusal> {
  if (household === null) return refuse("not-found");
  return within(actor, household.place) ? ok(household) : refuse("out-of-scope");
}

/** A contract with the season's days as they are where the household lies. */
export interface DatedContract {
  readonly contract: Contract;
  readonly days: SeasonDays;
}

/**
 * A household's contracts, newest season first. Refusals, in this order: `not-found`,
 * `out-of-scope`.
 */
export async function listContracts(
  deps: Pick<Deps, "store">,
  actor: Actor,
  id: string,
): Promise<Result<DatedContract[], GetRefusal>> {
  const household = await getHousehold(deps, actor, id);
  if (!household.ok) return household;
  const where = { householdId: id };
  const signed = await findAll(deps, contracts, {
    index: "byHousehold",
    where,
    order: "descending",
  });
  return ok(await dated(deps, household.value, signed));
}

/** A contract, as its household. Refusals, in this order: `not-found`, `out-of-scope`. */
export async function getContract(
  deps: Pick<Deps, "store">,
  actor: Actor,
  id: string,
): Promise<Result<DatedContract, GetRefusal>> {
  const contract = await deps.store.get(contracts, id);
  if (contract === null) return refuse("not-found");
  const household = await getHousehold(deps, actor, contract.householdId);
  if (!household.ok) return household;
  const [one] = await dated(deps, household.value, [contract]);
  assert(one, `contract ${id} is of a season`);
  return ok(one);
}

/** A season that a contract stands on is never taken away. */
async function dated(
  { store }: Pick<Deps, "store">,
  { place }: Household,
  signed: readonly Contract[],
): Promise<DatedContract[]> {
  const names = signed.map(({ season }) => season);
  const places = calendarPlaces(place);
  const ids = names.flatMap((season) => places.map((one) => calendarId(season, one)));
  const [named, calendars] = await Promise.all([
    store.getMany(seasons, names),
    store.getMany(seasonCalendars, ids),
  ]);
  const seasonOf = new Map(named.map((season) => [season.id, season]));
  return signed.flatMap((contract) => {
    const season = seasonOf.get(contract.season);
    return season === undefined ? [] : [{ contract, days: daysOf(season, calendars, place) }];
  });
}
