import { within } from "@warmline/shared/access/scope.ts";
import { orgNodes, type OrgNode } from "@warmline/shared/households/model.ts";
import { areasOf } from "@warmline/shared/incidents/areas.ts";
import type { Area } from "@warmline/shared/incidents/model.ts";
import { refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";

/**
 * The areas that are named, all of them within what the actor answers for. Refusals, in this order:
 * `area-unknown`, `out-of-scope`.
 */
export async function findAreas(
  reads: Reads,
  nodeIds: readonly string[],
  { actor }: Moment,
): Promise<Result<Area[], "area-unknown" | "out-of-scope">> {
  const named = await reads.getMany(orgNodes, nodeIds);
  const above = await reads.getMany(orgNodes, [...new Set(named.flatMap(({ path }) => path))]);
  const nodes = new Map<string, OrgNode>(above.map((node) => [node.id, node]));
  const areas = areasOf(nodeIds, nodes);
  if (!areas.ok) return areas;
  const own = areas.value.every(({ branchId }) => within(actor, { branchId }));
  return own ? areas : refuse("out-of-scope");
}
