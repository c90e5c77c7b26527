import type { OrgNode, Place } from "../households/model.ts";
import { ok, refuse, type Result } from "../kernel/result.ts";
import { AREA_KINDS, type Area, type AreaKind, type Incident } from "./model.ts";

/** Whether a household lies inside: its branch, station, building or unit is one of the areas. */
export function isInside(areas: readonly Pick<Area, "nodeId">[], place: Place): boolean {
  const { branchId, stationId, buildingId, unitId } = place;
  const around = new Set([branchId, stationId, buildingId, unitId]);
  return areas.some(({ nodeId }) => around.has(nodeId));
}

/** The open incidents inside which a place lies, the oldest first. */
export function incidentsAt<I extends Pick<Incident, "areas" | "startedAt">>(
  open: readonly I[],
  place: Place,
): I[] {
  return open
    .filter(({ areas }) => isInside(areas, place))
    .toSorted((a, b) => a.startedAt - b.startedAt);
}

/**
 * Areas from the nodes that were named and those above them. A part of what is named as a whole is
 * left out. Refusal: `area-unknown`, also for a node that is no part of the network.
 */
export function areasOf(
  nodeIds: readonly string[],
  nodes: ReadonlyMap<string, OrgNode>,
): Result<Area[], "area-unknown"> {
  const named = new Set(nodeIds);
  const areas: Area[] = [];
  for (const nodeId of named) {
    const node = nodes.get(nodeId);
    const branchId = node?.path.find((id) => nodes.get(id)?.kind === "branch");
    if (node === undefined || !isAreaKind(node.kind) || branchId === undefined) {
      return refuse("area-unknown");
    }
    if (node.path.some((id) => id !== nodeId && named.has(id))) continue;
    areas.push({ nodeId, kind: node.kind, name: nameOf(node, nodes), branchId });
  }
  return ok(areas);
}

function isAreaKind(kind: string): kind is AreaKind {
  return (AREA_KINDS as readonly string[]).includes(kind);
}

/** A unit's name says nothing without its building. */
function nameOf({ kind, name, parentId }: OrgNode, nodes: ReadonlyMap<string, OrgNode>): string {
  const above = kind === "unit" && parentId !== null ? nodes.get(parentId) : undefined;
  return above === undefined ? name : `${above.name} ${name}`;
}

export function branchesOf(areas: readonly Area[]): string[] {
  return [...new Set(areas.map(({ branchId }) => branchId))];
}
