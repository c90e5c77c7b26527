import type { Body } from "../store/collection.ts";
import { withVersion, type Contract, type ContractVersion } from "./contract-versions.ts";
import type { Household, Season } from "./model.ts";
import { spacesOn, type Premise } from "./premise.ts";

/** When a contract was renewed, by whom, and by which request. */
export type RenewedBy = Pick<ContractVersion, "at" | "byName" | "requestId">;

/** Whose contract it is, with what is heated. */
export interface Renewable {
  readonly household: Pick<Household, "id" | "name" | "customerId">;
  readonly premise: Pick<Premise, "versions">;
}

/**
 * 续签: the contract of a season that nobody signed anew. It is whoever's the household is now, over
 * the spaces on file for the season, from its first day on; a stop is of its own season alone and
 * does not go on.
 */
export function renewedContract(
  { household, premise }: Renewable,
  season: Pick<Season, "id" | "from" | "to">,
  by: RenewedBy,
): Body<Contract> {
  const { id: householdId, name: holder, customerId } = household;
  const { spaces } = spacesOn(premise, season.to);
  const signer = customerId === undefined ? { holder } : { holder, customerId };
  const first = { kind: "renewed", from: season.from, ...signer, spaces, ...by } as const;
  return withVersion(null, { householdId, season: season.id }, first);
}
