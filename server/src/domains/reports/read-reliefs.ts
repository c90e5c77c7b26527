import type { Actor } from "@warmline/shared/access/actor.ts";
import type { Result } from "@warmline/shared/kernel/result.ts";
import { levelBelow } from "@warmline/shared/reports/node.ts";
import { reliefsByKind, totalRelievedFen } from "@warmline/shared/reports/reliefs.ts";
import type { ReliefsAnswer } from "@warmline/shared/reports/reliefs-api.ts";
import { withNames } from "./named-rows.ts";
import { crumbs, daysOfYear, withinReach, type AskedDays, type Reach } from "./reach.ts";
import { beginReading, type Reading } from "./standing.ts";

interface Asked extends AskedDays {
  readonly season?: string | undefined;
  readonly node?: string | undefined;
  /** Rows of households to answer at most. */
  readonly limit: number;
}

/**
 * 减免汇总表, within the branch of whoever asks, as far as one binds them. Refusals, in this order:
 * `out-of-scope`, `reports-unavailable`.
 */
export async function readReliefs(
  deps: Reading,
  actor: Actor,
  asked: Asked,
): Promise<Result<ReliefsAnswer, "out-of-scope" | "reports-unavailable">> {
  return withinReach(deps, actor, asked.node, (reach) => summedUp(deps, reach, asked));
}

async function summedUp(deps: Reading, reach: Reach, asked: Asked): Promise<ReliefsAnswer> {
  const { reports, log } = deps;
  const { at, standing } = await beginReading(deps);
  const about = daysOfYear(asked, at);
  const { season } = asked;
  const found = await reports.reliefs({ ...about, season: season ?? null, node: reach.node });
  const level = levelBelow(reach.node);
  const disagrees = totalRelievedFen(found.rows) !== found.relievedFen;
  if (disagrees) log.error({ ...about, ...reach }, "reports: reliefs are not what was relieved");
  const told = await withNames(deps, level, found.rows, asked.limit);
  return {
    ...standing(found.position),
    ...(season === undefined ? {} : { season }),
    ...about,
    seasons: await reports.seasons(),
    path: await crumbs(deps, reach),
    level,
    relievedFen: found.relievedFen,
    kinds: reliefsByKind(found.rows),
    rows: told,
    more: found.rows.length - told.length,
    claims: found.claims,
    disagreements: disagrees ? [null] : [],
  };
}
