import type { Actor } from "@warmline/shared/access/actor.ts";
import { totalFen, type Fen } from "@warmline/shared/kernel/money.ts";
import type { Result } from "@warmline/shared/kernel/result.ts";
import { OUTLIER, outliers, totalVoids } from "@warmline/shared/reports/undone.ts";
import type { VoidsAnswer } from "@warmline/shared/reports/voids-api.ts";
import type { Voids } from "../../platform/reports/port.ts";
import { cashierNames } from "./named-rows.ts";
import { daysOfYear, ofOffice, type AskedDays } from "./reach.ts";
import { beginReading, type Reading } from "./standing.ts";

interface Asked extends AskedDays {
  readonly office?: string | undefined;
  readonly cashier?: string | undefined;
}

/**
 * 作废冲正监控. Whoever is of a branch sees what it took itself. Refusals, in this order:
 * `out-of-scope`, `reports-unavailable`.
 */
export async function readVoids(
  deps: Reading,
  actor: Actor,
  asked: Asked,
): Promise<Result<VoidsAnswer, "out-of-scope" | "reports-unavailable">> {
  return ofOffice(deps, actor, asked.office, (office) => reckoned(deps, { ...asked, office }));
}

async function reckoned(deps: Reading, asked: Asked): Promise<VoidsAnswer> {
  const { reports, log } = deps;
  const { at, standing } = await beginReading(deps);
  const { office, cashier } = asked;
  const days = daysOfYear(asked, at);
  const found = await reports.voids({ ...days, office: office ?? null, cashier: cashier ?? null });
  // Peers are all of the office, also where one cashier is asked for.
  const odd = outliers(found.rows);
  const rows = found.rows.filter((row) => cashier === undefined || row.cashierId === cashier);
  const disagrees = !isAsTaken(rows);
  if (disagrees)
    log.error({ ...days, office, cashier }, "reports: voids are not what the takings say");
  const nameOf = await cashierNames(deps, rows);
  return {
    ...standing(found.position),
    ...days,
    ...(office === undefined ? {} : { office }),
    ...(cashier === undefined ? {} : { cashier }),
    total: totalVoids(rows),
    rows: rows.map((row) => {
      const { byTakingsFen: _, ...sums } = row;
      return { ...sums, ...nameOf(row.cashierId), isOutlier: odd.has(row) };
    }),
    outlier: OUTLIER,
    receipts: found.receipts,
    disagreements: disagrees ? [null] : [],
  };
}

/** Whether what was taken back of receipts is what the takings say. */
export function isAsTaken(rows: Voids["rows"]): boolean {
  const sum = (of: (row: Voids["rows"][number]) => Fen) => totalFen(rows.map(of));
  return sum(({ voidedFen }) => voidedFen) === sum(({ byTakingsFen }) => byTakingsFen);
}
