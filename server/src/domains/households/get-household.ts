import { mapOk, ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { contracts, type Contract } from "@warmline/shared/households/contract.ts";
import { households, type Household } from "@warmline/shared/households/model.ts";
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

/**
 * A household's contracts, newest season first. Refusals, in this order: `not-found`,
 * `out-of-scope`.
 */
export async function listContracts(
  deps: Pick<Deps, "store">,
  actor: Actor,
  id: string,
): Promise<Result<Contract[], GetRefusal>> {
  const household = await getHousehold(deps, actor, id);
  if (!household.ok) return household;
  const where = { householdId: id };
  return ok(await findAll(deps, contracts, { index: "byHousehold", where, order: "descending" }));
}

/** A contract, as its household. Refusals, in this order: `not-found`, `out-of-scope`. */
export async function getContract(
  deps: Pick<Deps, "store">,
  actor: Actor,
  id: string,
): Promise<Result<Contract, GetRefusal>> {
  const contract = await deps.store.get(contracts, id);
  if (contract === null) return refuse("not-found");
  return mapOk(await getHousehold(deps, actor, contract.householdId), () => contract);
}
