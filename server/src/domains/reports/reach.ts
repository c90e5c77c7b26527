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
export function reachOf(actor: Actor, node: string | undefined): Result<Reach, "out-of-scope"> {
  const branch = branchOf(actor);
  const root: NodePath = branch === undefined ? [] : [branch];
  const wanted = nodePath(node);
  if (branch !== undefined && wanted.length > 0 && wanted[0] !== branch) {
    return refuse("out-of-scope");
  }
  return ok({ root, node: wanted.length === 0 ? root : wanted });
}

/** Refusal: `reports-unavailable`, whatever the statistics could not answer. */
export async function unlessUnavailable<T>(
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
