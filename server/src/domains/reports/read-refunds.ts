import type { Actor } from "@warmline/shared/access/actor.ts";
import type { Result } from "@warmline/shared/kernel/result.ts";
import { levelBelow } from "@warmline/shared/reports/node.ts";
import { totalRefunds } from "@warmline/shared/reports/payouts.ts";
import type { RefundsAnswer } from "@warmline/shared/reports/refunds-api.ts";
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
  readonly node?: string | undefined;
  /** Rows of grounds and of households to answer at most. */
  readonly limit: number;
}

type Reading = Pick<Deps, "store" | "reports" | "clock" | "log">;

/**
 * 退费统计, within the branch of whoever asks, as far as one binds them. Refusals, in this order:
 * `out-of-scope`, `reports-unavailable`.
 */
export async function readRefunds(
  deps: Reading,
  actor: Actor,
  asked: Asked,
): Promise<Result<RefundsAnswer, "out-of-scope" | "reports-unavailable">> {
  const reach = reachOf(actor, asked.node);
  if (!reach.ok) return reach;
  return unlessUnavailable(deps, () => summedUp(deps, reach.value, asked));
}

async function summedUp(deps: Reading, reach: Reach, asked: Asked): Promise<RefundsAnswer> {
  const { reports, clock, log } = deps;
  const head = await waitForHead(deps);
  const at = clock.now();
  const days = daysOfYear(asked, at);
  const { position, grounds, rows, beyond } = await reports.refunds({ ...days, node: reach.node });
  const level = levelBelow(reach.node);
  if (beyond.length > 0) log.error({ ...days, beyond }, "reports: more went back than was paid");
  const told = rows.slice(0, asked.limit);
  return {
    position,
    behind: Math.max(0, head - position),
    at,
    ...days,
    path: await crumbs(deps, reach),
    level,
    total: totalRefunds(rows),
    grounds: grounds.slice(0, asked.limit),
    more: Math.max(0, grounds.length - asked.limit),
    rows: level === "household" ? await withHouseholds(deps, told) : await withNodes(deps, rows),
    disagreements: beyond,
  };
}
