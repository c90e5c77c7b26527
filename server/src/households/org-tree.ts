import { orgNodes, type OrgKind, type OrgNode } from "@warmline/shared/households/types.ts";
import { FIND_LIMIT_MAX } from "@warmline/shared/store/port.ts";
import type { Deps } from "../platform/deps.ts";

/** Few enough to be shown whole; buildings and units come by `orgChildren`. */
const UPPER: readonly OrgKind[] = ["head-office", "branch", "station", "hall", "service-point"];

/** The organisation down to stations and halls, or all nodes of one kind; parents come first. */
export async function orgTree({ store }: Pick<Deps, "store">, kind?: OrgKind): Promise<OrgNode[]> {
  const found = await store.find(orgNodes, {
    index: "byKind",
    where: { kind: kind ?? [...UPPER] },
    limit: FIND_LIMIT_MAX,
  });
  return found.toSorted((one, two) => one.path.length - two.path.length);
}

/** What lies directly below a node, by name. */
export async function orgChildren(
  { store }: Pick<Deps, "store">,
  parentId: string,
): Promise<OrgNode[]> {
  return store.find(orgNodes, { index: "byParent", where: { parentId }, limit: FIND_LIMIT_MAX });
}
