import type { Actor } from "@warmline/shared/access/actor.ts";
import { branchOf } from "@warmline/shared/access/scope.ts";
import { totalFen } from "@warmline/shared/kernel/money.ts";
import { refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { OUTLIER, outliers, totalVoids } from "@warmline/shared/reports/undone.ts";
import type { VoidsAnswer } from "@warmline/shared/reports/voids-api.ts";
import { staff } from "@warmline/shared/staff/model.ts";
import type { Deps } from "../../platform/deps.ts";
import { daysOfYear, unlessUnavailable, type AskedDays } from "./reach.ts";
import { waitForHead } from "./wait-for-head.ts";

interface Asked extends AskedDays {
  readonly office?: string | undefined;
  readonly cashier?: string | undefined;
}

type Reading = Pick<Deps, "store" | "reports" | "clock" | "log">;

/**
 * 作废冲正监控. Whoever is of a branch sees what it took itself. Refusals, in this order:
 * `out-of-scope`, `reports-unavailable`.
 */
export async function readVoids(
  deps: Reading,
  actor: Actor,
  asked: Asked,
): Promise<Result<VoidsAnswer, "out-of-scope" | "reports-unavailable">> {
  const branch = branchOf(actor);
  if (branch !== undefined && asked.office !== undefined && asked.office !== branch) {
    return refuse("out-of-scope");
  }
  const office = branch ?? asked.office;
  return unlessUnavailable(deps, () => reckoned(deps, { ...asked, office }));
}

async function reckoned(deps: Reading, asked: Asked): Promise<VoidsAnswer> {
  const { reports, clock, log, store } = deps;
  const head = await waitForHead(deps);
  const at = clock.now();
  const { office, cashier } = asked;
  const days = daysOfYear(asked, at);
  // Peers are all of the office, also where one cashier is asked for.
  const all = await reports.voids({ ...days, office: office ?? null, cashier: null });
  const one = { ...days, office: office ?? null, cashier: cashier ?? "" };
  const found = cashier === undefined ? all : await reports.voids(one);
  const odd = new Set([...outliers(all.rows)].map(keyOf));
  const disagrees = totalFen(found.rows.map(({ voidedFen }) => voidedFen)) !== found.voidedFen;
  if (disagrees) log.error({ ...one }, "reports: voids are not what the takings say");
  const ids = [...new Set(found.rows.map(({ cashierId }) => cashierId))];
  const names = new Map((await store.getMany(staff, ids)).map(({ id, name }) => [id, name]));
  return {
    position: found.position,
    behind: Math.max(0, head - found.position),
    at,
    ...days,
    ...(office === undefined ? {} : { office }),
    ...(cashier === undefined ? {} : { cashier }),
    total: totalVoids(found.rows),
    rows: found.rows.map((row) => {
      const cashierName = names.get(row.cashierId);
      const who = cashierName === undefined ? {} : { cashierName };
      return { ...row, ...who, isOutlier: odd.has(keyOf(row)) };
    }),
    outlier: OUTLIER,
    receipts: found.receipts,
    disagreements: disagrees ? [null] : [],
  };
}

function keyOf({ month, office, cashierId }: VoidsAnswer["rows"][number] | OfMonth): string {
  return [month, office, cashierId].join(" ");
}

interface OfMonth {
  readonly month: string;
  readonly office: string;
  readonly cashierId: string;
}
