import type { Actor } from "@warmline/shared/access/actor.ts";
import { branchOf } from "@warmline/shared/access/scope.ts";
import { addressLine } from "@warmline/shared/households/address-line.ts";
import { households, orgNodes } from "@warmline/shared/households/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate, type CityDate } from "@warmline/shared/kernel/time.ts";
import type { CollectionAnswer, CollectionRow } from "@warmline/shared/reports/api.ts";
import { disagreements, type SummaryRow } from "@warmline/shared/reports/collection.ts";
import { levelBelow, nodePath, type NodePath } from "@warmline/shared/reports/node.ts";
import type { Deps } from "../../platform/deps.ts";
import { ReportsUnavailable } from "../../platform/reports/port.ts";
import { waitForHead } from "./wait-for-head.ts";

/** More than any node has below it. */
const NODES_MAX = 10_000;

interface Asked {
  readonly season?: string | undefined;
  readonly day?: CityDate | undefined;
  readonly node?: string | undefined;
  readonly skip?: number | undefined;
  /** Households to answer at most. */
  readonly limit: number;
}

interface Place {
  /** Where whoever asks begins: the city, or their branch. */
  readonly root: NodePath;
  readonly node: NodePath;
}

type Reading = Pick<Deps, "store" | "reports" | "clock" | "log">;

/**
 * 收费汇总表, within the branch of whoever asks, as far as one binds them. Refusals, in this order:
 * `out-of-scope`, `reports-unavailable`.
 */
export async function readCollection(
  deps: Reading,
  actor: Actor,
  asked: Asked,
): Promise<Result<CollectionAnswer, "out-of-scope" | "reports-unavailable">> {
  const branch = branchOf(actor);
  const root: NodePath = branch === undefined ? [] : [branch];
  const wanted = nodePath(asked.node);
  if (branch !== undefined && wanted.length > 0 && wanted[0] !== branch) {
    return refuse("out-of-scope");
  }
  const node = wanted.length === 0 ? root : wanted;
  try {
    return ok(await summedUp(deps, { ...asked, root, node }));
  } catch (error) {
    if (!(error instanceof ReportsUnavailable)) throw error;
    deps.log.warn({ err: error }, "reports: not answered");
    return refuse("reports-unavailable");
  }
}

async function summedUp(
  deps: Reading,
  { season, day, skip = 0, limit, root, node }: Omit<Asked, "node"> & Place,
): Promise<CollectionAnswer> {
  const { reports, clock, log } = deps;
  const head = await waitForHead(deps);
  const at = clock.now();
  const level = levelBelow(node);
  const seasons = await reports.seasons();
  const about = { season: season ?? seasons[0] ?? "", day: day ?? cityDate(at) };
  const found = await reports.collection({
    ...about,
    node,
    skip,
    limit: level === "household" ? limit : NODES_MAX,
  });
  const { position, whole, rows, count, fees } = found;
  const wrong = disagreements(whole, rows, { partial: rows.length < count });
  if (wrong.length > 0) log.error({ ...about, node, wrong }, "reports: the sums do not agree");
  return {
    position,
    behind: Math.max(0, head - position),
    at,
    ...about,
    seasons,
    path: await crumbs(deps, root, node),
    level,
    total: whole,
    fees,
    rows: level === "household" ? await withHouseholds(deps, rows) : await withNodes(deps, rows),
    next: skip + rows.length < count ? skip + rows.length : null,
    disagreements: wrong,
  };
}

/** From where whoever asks begins, down to what is summed up. */
async function crumbs(
  { store }: Pick<Deps, "store">,
  root: NodePath,
  node: NodePath,
): Promise<CollectionAnswer["path"]> {
  const names = new Map((await store.getMany(orgNodes, node)).map((one) => [one.id, one]));
  const lengths = Array.from(
    { length: node.length - root.length + 1 },
    (_, at) => root.length + at,
  );
  return lengths.map((length) => {
    const id = node[length - 1] ?? "";
    return { id, node: node.slice(0, length).join("/"), ...nameOf(names.get(id)) };
  });
}

interface Named {
  readonly name: string;
  readonly nameEn?: string | undefined;
}

function nameOf(node: Named | undefined): { name?: string; nameEn?: string } {
  if (node === undefined) return {};
  return { name: node.name, ...(node.nameEn === undefined ? {} : { nameEn: node.nameEn }) };
}

/** 2号楼 before 10号楼. */
const byName = new Intl.Collator("zh", { numeric: true });

async function withNodes(
  { store }: Pick<Deps, "store">,
  rows: readonly SummaryRow[],
): Promise<CollectionRow[]> {
  const ids = rows.map(({ id }) => id);
  const names = new Map((await store.getMany(orgNodes, ids)).map((one) => [one.id, one]));
  return rows
    .map((row) => ({ ...row, ...nameOf(names.get(row.id)) }))
    .toSorted((one, other) => byName.compare(one.name ?? one.id, other.name ?? other.id));
}

/** As they are called today: what was charged and paid is as it was. */
async function withHouseholds(
  { store }: Pick<Deps, "store">,
  rows: readonly SummaryRow[],
): Promise<CollectionRow[]> {
  const ids = rows.map(({ id }) => id);
  const found = new Map((await store.getMany(households, ids)).map((one) => [one.id, one]));
  return rows.map((row) => {
    const household = found.get(row.id);
    if (household === undefined) return row;
    const { name, number, address } = household;
    return { ...row, name, number, address: addressLine(address) };
  });
}
