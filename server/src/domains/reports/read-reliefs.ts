import type { Actor } from "@warmline/shared/access/actor.ts";
import type { Result } from "@warmline/shared/kernel/result.ts";
import { levelBelow } from "@warmline/shared/reports/node.ts";
import { reliefsByKind, totalRelievedFen } from "@warmline/shared/reports/reliefs.ts";
import type { ReliefsAnswer } from "@warmline/shared/reports/reliefs-api.ts";
import type { Deps } from "../../platform/deps.ts";
import { withHouseholds, withNodes } from "./named-rows.ts";
import {
  crumbs,
  daysOfYear,
  reachOf,
  unlessUnavailable,
  type AskedDays,
  type Reach,
} from "./reach.ts";
import { waitForHead } from "./wait-for-head.ts";

interface Asked extends AskedDays {
  readonly season?: string | undefined;
  readonly node?: string | undefined;
  /** Rows of households to answer at most. */
  readonly limit: number;
}

type Reading = Pick<Deps, "store" | "reports" | "clock" | "log">;

/**
 * 减免汇总表, within the branch of whoever asks, as far as one binds them. Refusals, in this order:
 * `out-of-scope`, `reports-unavailable`.
 */
export async function readReliefs(
  deps: Reading,
  actor: Actor,
  asked: Asked,
): Promise<Result<ReliefsAnswer, "out-of-scope" | "reports-unavailable">> {
  const reach = reachOf(actor, asked.node);
  if (!reach.ok) return reach;
  return unlessUnavailable(deps, () => summedUp(deps, reach.value, asked));
}

async function summedUp(deps: Reading, reach: Reach, asked: Asked): Promise<ReliefsAnswer> {
  const { reports, clock, log } = deps;
  const head = await waitForHead(deps);
  const at = clock.now();
  const about = daysOfYear(asked, at);
  const { season } = asked;
  const found = await reports.reliefs({ ...about, season: season ?? null, node: reach.node });
  const level = levelBelow(reach.node);
  const disagrees = totalRelievedFen(found.rows) !== found.relievedFen;
  if (disagrees) log.error({ ...about, ...reach }, "reports: reliefs are not what was relieved");
  const told = level === "household" ? found.rows.slice(0, asked.limit) : found.rows;
  return {
    position: found.position,
    behind: Math.max(0, head - found.position),
    at,
    ...(season === undefined ? {} : { season }),
    ...about,
    seasons: await reports.seasons(),
    path: await crumbs(deps, reach),
    level,
    relievedFen: found.relievedFen,
    kinds: reliefsByKind(found.rows),
    rows: level === "household" ? await withHouseholds(deps, told) : await withNodes(deps, told),
    more: found.rows.length - told.length,
    claims: found.claims,
    disagreements: disagrees ? [null] : [],
  };
}
