import type { Deps } from "@warmline/server/platform/deps.ts";
import type { CityDate } from "@warmline/shared/kernel/time.ts";
import type { Entry } from "@warmline/shared/ledger/entry.ts";
import { PAYMENT_METHODS } from "@warmline/shared/ledger/lines.ts";
import { toldTakings, totalTakings, type TakingRow } from "@warmline/shared/reports/takings.ts";
import { same } from "./holding.ts";
import { expectedTakings } from "./reports-expected.ts";

/** What was taken, voided and given back in each way, on any of the days together. */
export async function compareTakings(
  { reports: found }: Pick<Deps, "reports">,
  journal: readonly Entry[],
  days: readonly CityDate[],
): Promise<number> {
  let tables = 0;
  for (const [at, from] of days.entries()) {
    for (const to of days.slice(at)) {
      const asked = { from, to, season: "2025-2026", office: null };
      const { rows } = await found.takings(asked);
      const booked = journal.filter(({ bookedOn }) => bookedOn >= from && bookedOn <= to);
      same(takenByWay(rows), expectedTakings(journal, booked), `takings, ${from} to ${to}`);
      tables += 1;
    }
  }
  return tables;
}

function takenByWay(rows: readonly TakingRow[]) {
  return PAYMENT_METHODS.map((method) => {
    const own = rows.filter((row) => row.method === method);
    const { grossFen, voidedFen, refundedFen } = toldTakings(totalTakings(own, 0));
    return [method, grossFen, voidedFen, refundedFen];
  });
}
