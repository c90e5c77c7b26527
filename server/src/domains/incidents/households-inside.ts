import { households, orgNodes, type Household } from "@warmline/shared/households/model.ts";
import type { Area } from "@warmline/shared/incidents/model.ts";
import type { Deps } from "../../platform/deps.ts";
import { findAll, findPages } from "../../platform/stores/find-pages.ts";

type Reading = Pick<Deps, "store">;

/** The households that areas reach, page by page, each once: no area is a part of another. */
export async function* householdsInside(
  { store }: Reading,
  areas: readonly Area[],
  pageSize: number,
): AsyncGenerator<Household[]> {
  for (const area of areas) {
    const query = await queryOf({ store }, area);
    if (query === null) continue;
    for await (const page of findPages(store, households, query, pageSize)) {
      yield page.filter((home) => isIn(area, home));
    }
  }
}

/** How many there are. */
export async function countInside(deps: Reading, areas: readonly Area[]): Promise<number> {
  const counted = await Promise.all(areas.map((area) => countIn(deps, area)));
  return counted.reduce((sum, one) => sum + one, 0);
}

async function countIn({ store }: Reading, area: Area): Promise<number> {
  const query = await queryOf({ store }, area);
  if (query === null) return 0;
  if (area.kind !== "unit") return store.count(households, query);
  return (await findAll({ store }, households, query)).filter((home) => isIn(area, home)).length;
}

/** By the narrowest index that there is: a unit's are looked for among its building's. */
async function queryOf({ store }: Reading, { kind, nodeId }: Area) {
  const inBuildings = (ids: readonly string[]) =>
    ids.length === 0 ? null : { index: "byBuilding", where: { "place.buildingId": ids } };
  switch (kind) {
    case "branch":
      return { index: "byBranch", where: { "place.branchId": nodeId } };
    case "station": {
      const below = { index: "byParent", where: { parentId: nodeId } };
      return inBuildings((await findAll({ store }, orgNodes, below)).map(({ id }) => id));
    }
    case "building":
      return inBuildings([nodeId]);
    case "unit":
      return inBuildings([(await store.get(orgNodes, nodeId))?.parentId ?? ""]);
  }
}

function isIn({ kind, nodeId }: Area, { place }: Household): boolean {
  return kind !== "unit" || place.unitId === nodeId;
}
