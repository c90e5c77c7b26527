import type { Actor } from "@warmline/shared/access/actor.ts";
import type { Result } from "@warmline/shared/kernel/result.ts";
import type { OldDebtAnswer } from "@warmline/shared/reports/old-debt-api.ts";
import { isDebtBalanced, totalDebt } from "@warmline/shared/reports/old-debt.ts";
import { crumbs, daysOfYear, withinReach, type AskedDays, type Reach } from "./reach.ts";
import { beginReading, type Reading } from "./standing.ts";

interface Asked extends AskedDays {
  readonly season?: string | undefined;
  readonly node?: string | undefined;
}

/**
 * 往年清欠表, within the branch of whoever asks, as far as one binds them. Refusals, in this order:
 * `out-of-scope`, `reports-unavailable`.
 */
export async function readOldDebt(
  deps: Reading,
  actor: Actor,
  asked: Asked,
): Promise<Result<OldDebtAnswer, "out-of-scope" | "reports-unavailable">> {
  return withinReach(deps, actor, asked.node, (reach) => reckoned(deps, reach, asked));
}

async function reckoned(
  deps: Reading,
  reach: Reach,
  { season, ...asked }: Asked,
): Promise<OldDebtAnswer> {
  const { reports, log } = deps;
  const { at, standing } = await beginReading(deps);
  const seasons = await reports.seasons();
  const days = daysOfYear(asked, at);
  const before = season ?? seasons[0] ?? "";
  const { position, rows } = await reports.oldDebt({ before, ...days, node: reach.node });
  const total = totalDebt(rows);
  const wrong = rows.filter((row) => !isDebtBalanced(row)).map((row) => row.season);
  if (wrong.length > 0) log.error({ ...days, ...reach, wrong }, "reports: the sums do not agree");
  return {
    ...standing(position),
    season: before,
    seasons,
    ...days,
    path: await crumbs(deps, reach),
    total,
    rows,
    disagreements: wrong,
  };
}
