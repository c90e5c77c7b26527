import type { Actor } from "@warmline/shared/access/actor.ts";
import type { Result } from "@warmline/shared/kernel/result.ts";
import { HOUSEHOLDS_EACH, levelBelow } from "@warmline/shared/reports/node.ts";
import { isPrepaidBalanced, totalPrepaid } from "@warmline/shared/reports/prepayments.ts";
import type { PrepaymentsAnswer } from "@warmline/shared/reports/prepayments-api.ts";
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
}

type Reading = Pick<Deps, "store" | "reports" | "clock" | "log">;

/**
 * 预收余额表, within the branch of whoever asks, as far as one binds them. Refusals, in this order:
 * `out-of-scope`, `reports-unavailable`.
 */
export async function readPrepayments(
  deps: Reading,
  actor: Actor,
  asked: Asked,
): Promise<Result<PrepaymentsAnswer, "out-of-scope" | "reports-unavailable">> {
  const reach = reachOf(actor, asked.node);
  if (!reach.ok) return reach;
  return unlessUnavailable(deps, () => reckoned(deps, reach.value, asked));
}

async function reckoned(deps: Reading, reach: Reach, asked: Asked): Promise<PrepaymentsAnswer> {
  const { reports, clock, log } = deps;
  const head = await waitForHead(deps);
  const at = clock.now();
  const days = daysOfYear(asked, at);
  const level = levelBelow(reach.node);
  const { position, rows } = await reports.prepayments({ ...days, node: reach.node });
  const total = totalPrepaid(rows);
  const wrong = [
    ...(isPrepaidBalanced(total) ? [] : [null]),
    ...rows.filter((row) => !isPrepaidBalanced(row)).map(({ id }) => id),
  ];
  if (wrong.length > 0) log.error({ ...days, ...reach, wrong }, "reports: the sums do not agree");
  return {
    position,
    behind: Math.max(0, head - position),
    at,
    ...days,
    path: await crumbs(deps, reach),
    level,
    total,
    rows:
      level === "household"
        ? await withHouseholds(deps, rows.slice(0, HOUSEHOLDS_EACH))
        : await withNodes(deps, rows),
    disagreements: wrong,
  };
}
