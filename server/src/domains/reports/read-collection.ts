import type { Actor } from "@warmline/shared/access/actor.ts";
import type { Result } from "@warmline/shared/kernel/result.ts";
import { cityDate, type CityDate } from "@warmline/shared/kernel/time.ts";
import type { CollectionAnswer } from "@warmline/shared/reports/api.ts";
import { disagreements } from "@warmline/shared/reports/disagreement.ts";
import { isBalanced } from "@warmline/shared/reports/sums.ts";
import { levelBelow } from "@warmline/shared/reports/node.ts";
import { withNames } from "./named-rows.ts";
import { crumbs, withinReach, type Reach } from "./reach.ts";
import { beginReading, type Reading } from "./standing.ts";

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

/**
 * 收费汇总表, within the branch of whoever asks, as far as one binds them. Refusals, in this order:
 * `out-of-scope`, `reports-unavailable`.
 */
export async function readCollection(
  deps: Reading,
  actor: Actor,
  asked: Asked,
): Promise<Result<CollectionAnswer, "out-of-scope" | "reports-unavailable">> {
  return withinReach(deps, actor, asked.node, (reach) => summedUp(deps, { ...asked, ...reach }));
}

async function summedUp(
  deps: Reading,
  { season, day, skip = 0, limit, root, node }: Omit<Asked, "node"> & Reach,
): Promise<CollectionAnswer> {
  const { reports, log } = deps;
  const { at, standing } = await beginReading(deps);
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
  const wrong = disagreements(whole, rows, isBalanced);
  if (wrong.length > 0) log.error({ ...about, node, wrong }, "reports: the sums do not agree");
  return {
    ...standing(position),
    ...about,
    seasons,
    path: await crumbs(deps, { root, node }),
    level,
    total: whole,
    fees,
    rows: await withNames(deps, level, rows),
    next: skip + rows.length < count ? skip + rows.length : null,
    disagreements: wrong,
  };
}
