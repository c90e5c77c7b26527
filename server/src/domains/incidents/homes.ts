import type { Case } from "@warmline/shared/cases/model.ts";
import { households, type Household, type Place } from "@warmline/shared/households/model.ts";
import type { Deps } from "../../platform/deps.ts";
import { documentsById } from "../../platform/stores/documents-by-id.ts";

/** The households that cases are about, by their ids. */
export async function homesOf(
  { store }: { readonly store: Pick<Deps["store"], "getMany"> },
  found: readonly Case[],
): Promise<Map<string, Household>> {
  return documentsById(
    store,
    households,
    found.flatMap(({ householdId = [] }) => householdId),
  );
}

export type PlaceOf = (caseRecord: Case) => Place | undefined;

/** Where the flats lie that cases are about. */
export async function placesOf(
  deps: { readonly store: Pick<Deps["store"], "getMany"> },
  found: readonly Case[],
): Promise<PlaceOf> {
  const homes = await homesOf(deps, found);
  return ({ householdId = "" }) => homes.get(householdId)?.place;
}
