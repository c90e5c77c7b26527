import { contracts } from "@warmline/shared/households/contract-versions.ts";
import { households, orgNodes, type OrgNode } from "@warmline/shared/households/model.ts";
import type { Touched } from "@warmline/shared/requests/preview.ts";
import { FIND_LIMIT_MAX } from "@warmline/shared/store/port.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";

/**
 * On how much a season's days bear at a place, null for the whole city: the households there, and
 * for the city the season's contracts, too. Counted on indexes, as a branch has sixty thousand;
 * contracts do not know their place.
 */
export async function countTouched(
  { unguarded }: Reads,
  season: string,
  place: OrgNode | null,
): Promise<Touched[]> {
  if (place === null) {
    return [
      { what: "households", count: await unguarded.count(households, { index: "byBranch" }) },
      {
        what: "contracts",
        count: await unguarded.count(contracts, { index: "bySeason", where: { season } }),
      },
    ];
  }
  if (place.kind === "branch") {
    const where = { "place.branchId": place.id };
    return counted(await unguarded.count(households, { index: "byBranch", where }));
  }
  const inside =
    place.kind === "station"
      ? await unguarded.find(orgNodes, {
          index: "byParent",
          where: { parentId: place.id },
          limit: FIND_LIMIT_MAX,
        })
      : [place];
  const where = { "place.buildingId": inside.map(({ id }) => id) };
  return counted(await unguarded.count(households, { index: "byBuilding", where }));
}

function counted(count: number): Touched[] {
  return [{ what: "households", count }];
}
