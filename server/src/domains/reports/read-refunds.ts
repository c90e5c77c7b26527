import type { Actor } from "@warmline/shared/access/actor.ts";
import type { Result } from "@warmline/shared/kernel/result.ts";
import { levelBelow } from "@warmline/shared/reports/node.ts";
import { totalRefunds } from "@warmline/shared/reports/payouts.ts";
import type { RefundsAnswer } from "@warmline/shared/reports/refunds-api.ts";
import { withNames } from "./named-rows.ts";
import { crumbs, daysOfYear, withinReach, type AskedDays, type Reach } from "./reach.ts";
import { beginReading, type Reading } from "./standing.ts";

interface Asked extends AskedDays {
  readonly node?: string | undefined;
  /** Rows of grounds and of households to answer at most. */
  readonly limit: number;
}

/**
 * 退费统计, within the branch of whoever asks, as far as one binds them. Refusals, in this order:
 * `out-of-scope`, `reports-unavailable`.
 */
export async function readRefunds(
  deps: Reading,
  actor: Actor,
  asked: Asked,
): Promise<Result<RefundsAnswer, "out-of-scope" | "reports-unavailable">> {
  return withinReach(deps, actor, asked.node, (reach) => summedUp(deps, reach, asked));
}

async function summedUp(deps: Reading, reach: Reach, asked: Asked): Promise<RefundsAnswer> {
  const { reports, log } = deps;
  const { at, standing } = await beginReading(deps);
  const days = daysOfYear(asked, at);
  const { position, grounds, rows, beyond } = await reports.refunds({ ...days, node: reach.node });
  const level = levelBelow(reach.node);
  if (beyond.length > 0) log.error({ ...days, beyond }, "reports: more went back than was paid");
  return {
    ...standing(position),
    ...days,
    path: await crumbs(deps, reach),
    level,
    total: totalRefunds(rows),
    grounds: grounds.slice(0, asked.limit),
    more: Math.max(0, grounds.length - asked.limit),
    rows: await withNames(deps, level, rows, asked.limit),
    disagreements: beyond,
  };
}
