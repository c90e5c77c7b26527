import type { Actor } from "@warmline/shared/access/actor.ts";
import { addressLine } from "@warmline/shared/households/address-line.ts";
import { households, orgNodes } from "@warmline/shared/households/model.ts";
import type { Result } from "@warmline/shared/kernel/result.ts";
import { cityDate, type CityDate } from "@warmline/shared/kernel/time.ts";
import type { CollectionAnswer, CollectionRow } from "@warmline/shared/reports/api.ts";
import { disagreements, type SummaryRow } from "@warmline/shared/reports/collection.ts";
import { levelBelow } from "@warmline/shared/reports/node.ts";
import type { Deps } from "../../platform/deps.ts";
import { crumbs, nameOf, reachOf, unlessUnavailable, type Reach } from "./reach.ts";
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
  const reach = reachOf(actor, asked.node);
  if (!reach.ok) return reach;
  return unlessUnavailable(deps, () => summedUp(deps, { ...asked, ...reach.value }));
}

async function summedUp(
  deps: Reading,
  { season, day, skip = 0, limit, root, node }: Omit<Asked, "node"> & Reach,
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
  const wrong = disagreements(whole, rows);
  if (wrong.length > 0) log.error({ ...about, node, wrong }, "reports: the sums do not agree");
  return {
    position,
    behind: Math.max(0, head - position),
    at,
    ...about,
    seasons,
    path: await crumbs(deps, { root, node }),
    level,
    total: whole,
    fees,
    rows: level === "household" ? await withHouseholds(deps, rows) : await withNodes(deps, rows),
    next: skip + rows.length < count ? skip + rows.length : null,
    disagreements: wrong,
  };
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
