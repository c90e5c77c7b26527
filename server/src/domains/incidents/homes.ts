import type { Case } from "@warmline/shared/cases/model.ts";
import { households, type Household } from "@warmline/shared/households/model.ts";
import type { Deps } from "../../platform/deps.ts";

/** The households that cases are about, by their ids. */
export async function homesOf(
  { store }: Pick<Deps, "store">,
  found: readonly Case[],
): Promise<Map<string, Household>> {
  const ids = [...new Set(found.flatMap(({ householdId = [] }) => householdId))];
  const homes = await store.getMany(households, ids);
  return new Map(homes.map((home) => [home.id, home]));
}
