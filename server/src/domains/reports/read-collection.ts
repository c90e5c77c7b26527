import type { Actor } from "@warmline/shared/access/actor.ts";
import type { Result } from "@warmline/shared/kernel/result.ts";
import { cityDate, type CityDate } from "@warmline/shared/kernel/time.ts";
import type { CollectionAnswer } from "@warmline/shared/reports/api.ts";
import { disagreements } from "@warmline/shared/reports/collection.ts";
import { levelBelow } from "@warmline/shared/reports/node.ts";
import type { Deps } from "../../platform/deps.ts";
import { withHouseholds, withNodes } from "./named-rows.ts";
import { crumbs, reachOf, unlessUnavailable, type Reach } from "./reach.ts";
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
