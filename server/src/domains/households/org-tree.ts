import {
  orgNodes,
  UPPER_KINDS,
  type OrgNode,
  type UpperKind,
} from "@warmline/shared/households/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Deps } from "../../platform/deps.ts";
import { findAll } from "../../platform/stores/find-pages.ts";

/** The organisation down to stations and halls, or its nodes of one kind; parents come first. */
export async function orgTree(deps: Pick<Deps, "store">, kind?: UpperKind): Promise<OrgNode[]> {
  const where = { kind: kind ?? [...UPPER_KINDS] };
  const found = await findAll(deps, orgNodes, { index: "byKind", where });
  return found.toSorted((one, two) => one.path.length - two.path.length);
}

/** One node and what it lies in, the outermost first. Refusal: `not-found`. */
export async function orgNodeWith(
  { store }: Pick<Deps, "store">,
  id: string,
): Promise<Result<{ node: OrgNode; above: OrgNode[] }, "not-found">> {
  const node = await store.get(orgNodes, id);
  if (node === null) return refuse("not-found");
  return ok({ node, above: await store.getMany(orgNodes, node.path.slice(0, -1)) });
}

/** What lies directly below a node, by name. */
export async function orgChildren(deps: Pick<Deps, "store">, parentId: string): Promise<OrgNode[]> {
  return findAll(deps, orgNodes, { index: "byParent", where: { parentId } });
}
