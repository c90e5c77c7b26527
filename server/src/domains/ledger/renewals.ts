import { checkUses } from "@warmline/shared/catalogue/offer.ts";
import {
  agreed,
  contractId,
  contracts,
  isActive,
  type Contract,
} from "@warmline/shared/households/contract-versions.ts";
import type { Household, Season } from "@warmline/shared/households/model.ts";
import { premises } from "@warmline/shared/households/premise.ts";
import { renewedContract, type RenewedBy } from "@warmline/shared/households/renewal.ts";
import { usesOf } from "@warmline/shared/households/spaces.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { holdingCatalogue } from "../catalogue/index.ts";

/** 续签: for which season, after which, and by whom. */
export interface Renewing {
  readonly season: Season;
  readonly lastSeason: string;
  readonly by: RenewedBy;
}

/**
 * The contracts by which these households, which have none of the season, are supplied in it: of
 * whoever has one in force of the season before, and whose classes are offered on the first day, as
 * signing asks. Nothing is written.
 */
export async function readRenewals(
  reads: Pick<Reads, "get" | "getMany">,
  unsigned: readonly Household[],
  { season, lastSeason, by }: Renewing,
): Promise<Body<Contract>[]> {
  const ids = unsigned.map(({ id }) => contractId(id, lastSeason));
  const before = (await reads.getMany(contracts, ids)).filter(isActive);
  const going = new Set(before.map(({ householdId }) => householdId));
  const renewable = unsigned.filter(({ id }) => going.has(id));
  const [places, catalogue] = await Promise.all([
    reads.getMany(
      premises,
      renewable.map(({ id }) => id),
    ),
    holdingCatalogue(reads),
  ]);
  const premiseOf = new Map(places.map((premise) => [premise.id, premise]));
  return renewable.flatMap((household) => {
    const premise = premiseOf.get(household.id);
    if (premise === undefined) return [];
    const contract = renewedContract({ household, premise }, season, by);
    return checkUses(catalogue, season.from, usesOf(agreed(contract).spaces)).ok ? [contract] : [];
  });
}
