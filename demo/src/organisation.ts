import type { Body } from "@warmline/shared/store/collection.ts";
import { orgNodes, type OrgKind, type OrgNode } from "@warmline/shared/households/model.ts";
import { insert, type Write } from "@warmline/shared/store/write.ts";
import { unitId, type Building, type Station } from "./buildings.ts";
import { BRANCHES, HALLS, HEAD_OFFICE, SERVICE_POINTS } from "./places.ts";

interface Named {
  readonly id: string;
  readonly name: string;
  readonly nameEn?: string;
}

/** Head office, branches, halls, service points and stations. */
export function organisationWrites(stations: readonly Station[]): Write[] {
  const top = [HEAD_OFFICE.id];
  return [
    nodeWrite("head-office", HEAD_OFFICE, []),
    ...BRANCHES.map((branch) => nodeWrite("branch", branch, top)),
    ...HALLS.map((hall) => nodeWrite("hall", hall, top)),
    ...SERVICE_POINTS.map((point) => nodeWrite("service-point", point, top)),
    ...stations.map((station) => nodeWrite("station", station, [...top, station.branch.id])),
  ];
}

/** A building with its units. */
export function buildingWrites(building: Building): Write[] {
  const { station, community, name } = building;
  const above = [HEAD_OFFICE.id, station.branch.id, station.id];
  return [
    nodeWrite("building", { id: building.id, name: `${community}${name}` }, above),
    ...Array.from({ length: building.units }, (_, index) =>
      nodeWrite("unit", { id: unitId(building, index + 1), name: `${index + 1}单元` }, [
        ...above,
        building.id,
      ]),
    ),
  ];
}

function nodeWrite(kind: OrgKind, named: Named, above: readonly string[]): Write {
  const { id, name, nameEn } = named;
  const node: Body<OrgNode> = {
    id,
    kind,
    name,
    ...(nameEn === undefined ? {} : { nameEn }),
    parentId: above.at(-1) ?? null,
    path: [...above, id],
  };
  return insert(orgNodes, node);
}
