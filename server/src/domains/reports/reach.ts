import type { Actor } from "@warmline/shared/access/actor.ts";
import { branchOf } from "@warmline/shared/access/scope.ts";
import { orgNodes } from "@warmline/shared/households/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate, type CityDate, type Instant } from "@warmline/shared/kernel/time.ts";
import type { CollectionAnswer } from "@warmline/shared/reports/api.ts";
import { nodePath, type NodePath } from "@warmline/shared/reports/node.ts";
import type { Deps } from "../../platform/deps.ts";
import { ReportsUnavailable } from "../../platform/reports/port.ts";

/** What a report is of. */
export interface Reach {
  /** Where whoever asks begins: the city, or their branch. */
  readonly root: NodePath;
  readonly node: NodePath;
}

/** A branch sees itself alone. Refusal: `out-of-scope`. */
function reachOf(actor: Actor, node: string | undefined): Result<Reach, "out-of-scope"> {
  const branch = branchOf(actor);
  const root: NodePath = branch === undefined ? [] : [branch];
  const wanted = nodePath(node);
  if (branch !== undefined && wanted.length > 0 && wanted[0] !== branch) {
    return refuse("out-of-scope");
  }
  return ok({ root, node: wanted.length === 0 ? root : wanted });
}

/** A report within reach. Refusals, in this order: `out-of-scope`, `reports-unavailable`. */
export async function withinReach<T>(
  deps: Pick<Deps, "log">,
  actor: Actor,
  node: string | undefined,
  read: (reach: Reach) => Promise<T>,
): Promise<Result<T, "out-of-scope" | "reports-unavailable">> {
  const reach = reachOf(actor, node);
  return reach.ok ? unlessUnavailable(deps, () => read(reach.value)) : reach;
}

/**
 * A report of what an office took; whoever is of a branch sees what it took itself. Refusals, in
 * this order: `out-of-scope`, `reports-unavailable`.
 */
export async function ofOffice<T>(
  deps: Pick<Deps, "log">,
  actor: Actor,
  office: string | undefined,
  read: (office: string | undefined) => Promise<T>,
): Promise<Result<T, "out-of-scope" | "reports-unavailable">> {
  const branch = branchOf(actor);
  const isElsewhere = branch !== undefined && office !== undefined && office !== branch;
  if (isElsewhere) return refuse("out-of-scope");
  return unlessUnavailable(deps, () => read(branch ?? office));
}

/** Refusal: `reports-unavailable`, whatever the statistics could not answer. */
async function unlessUnavailable<T>(
  { log }: Pick<Deps, "log">,
  of: () => Promise<T>,
): Promise<Result<T, "reports-unavailable">> {
  try {
    return ok(await of());
  } catch (error) {
    if (!(error instanceof ReportsUnavailable)) throw error;
    log.warn({ err: error }, "reports: not answered");
    return refuse("reports-unavailable");
  }
}

/** Some days of the books; each is left to the report where it is not said. */
export interface AskedDays {
  readonly from?: CityDate | undefined;
  /** Included. */
  readonly to?: CityDate | undefined;
}

/** Until today, and from the first of that year on: 会计年度, the calendar year. */
export function daysOfYear({ from, to }: AskedDays, now: Instant) {
  const last = to ?? cityDate(now);
  return { from: from ?? `${last.slice(0, 4)}-01-01`, to: last };
}

/** From where whoever asks begins, down to what is summed up. */
export async function crumbs(
  { store }: Pick<Deps, "store">,
  { root, node }: Reach,
): Promise<CollectionAnswer["path"]> {
  const names = new Map((await store.getMany(orgNodes, node)).map((one) => [one.id, one]));
  const count = node.length - root.length + 1;
  const lengths = Array.from({ length: count }, (_, at) => root.length + at);
  return lengths.map((length) => {
    const id = node[length - 1] ?? "";
    return { id, node: node.slice(0, length).join("/"), ...nameOf(names.get(id)) };
  });
}

export interface Named {
  readonly name: string;
  readonly nameEn?: string | undefined;
}

export function nameOf(node: Named | undefined): { name?: string; nameEn?: string } {
  if (node === undefined) return {};
  return { name: node.name, ...(node.nameEn === undefined ? {} : { nameEn: node.nameEn }) };
}
