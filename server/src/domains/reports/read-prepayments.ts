import type { Actor } from "@warmline/shared/access/actor.ts";
import type { Result } from "@warmline/shared/kernel/result.ts";
import { disagreements } from "@warmline/shared/reports/disagreement.ts";
import { HOUSEHOLDS_EACH, levelBelow } from "@warmline/shared/reports/node.ts";
import { isPrepaidBalanced, totalPrepaid } from "@warmline/shared/reports/prepayments.ts";
import type { PrepaymentsAnswer } from "@warmline/shared/reports/prepayments-api.ts";
import { withNames } from "./named-rows.ts";
import { crumbs, daysOfYear, withinReach, type AskedDays, type Reach } from "./reach.ts";
import { beginReading, type Reading } from "./standing.ts";

interface Asked extends AskedDays {
  readonly node?: string | undefined;
}

/**
 * 预收余额表, within the branch of whoever asks, as far as one binds them. Refusals, in this order:
 * `out-of-scope`, `reports-unavailable`.
 */
export async function readPrepayments(
  deps: Reading,
  actor: Actor,
  asked: Asked,
): Promise<Result<PrepaymentsAnswer, "out-of-scope" | "reports-unavailable">> {
  return withinReach(deps, actor, asked.node, (reach) => reckoned(deps, reach, asked));
}

async function reckoned(deps: Reading, reach: Reach, asked: Asked): Promise<PrepaymentsAnswer> {
  const { reports, log } = deps;
  const { at, standing } = await beginReading(deps);
  const days = daysOfYear(asked, at);
  const level = levelBelow(reach.node);
  const { position, rows } = await reports.prepayments({ ...days, node: reach.node });
  const total = totalPrepaid(rows);
  const wrong = disagreements(total, rows, isPrepaidBalanced);
  if (wrong.length > 0) log.error({ ...days, ...reach, wrong }, "reports: the sums do not agree");
  return {
    ...standing(position),
    ...days,
    path: await crumbs(deps, reach),
    level,
    total,
    rows: await withNames(deps, level, rows, HOUSEHOLDS_EACH),
    disagreements: wrong,
  };
}
