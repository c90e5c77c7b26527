import type { CityDate } from "@warmline/shared/kernel/time.ts";
import { goneFen, totalRefunds } from "@warmline/shared/reports/payouts.ts";
import { totalTakings } from "@warmline/shared/reports/takings.ts";
import { totalRelievedFen } from "@warmline/shared/reports/reliefs.ts";
import type { ReportStore } from "../../platform/reports/port.ts";
import { isAsTaken } from "./read-voids.ts";

const BESIDE = ["reliefs", "voids", "refunds"] as const;
type Beside = (typeof BESIDE)[number];

/** Whatever was booked, and is booked for today. */
const FOREVER: { readonly from: CityDate; readonly to: CityDate } = {
  from: "1900-01-01",
  to: "9999-12-31",
};

/**
 * 统计自检: rows that are kept beside the receivables and the takings, and tell of them on which
 * ground, come to the same sums. Answers the reports that do not.
 */
export async function checkBeside(
  reports: Pick<ReportStore, "reliefs" | "refunds" | "takings" | "voids">,
): Promise<readonly Beside[]> {
  const reliefs = await reports.reliefs({ ...FOREVER, season: null, node: [] });
  const voids = await reports.voids({ ...FOREVER, office: null, cashier: null });
  const refunds = await reports.refunds({ ...FOREVER, node: [] });
  const taken = totalTakings(
    (await reports.takings({ ...FOREVER, season: "", office: null })).rows,
    0,
  );
  const agree: Readonly<Record<Beside, boolean>> = {
    reliefs: totalRelievedFen(reliefs.rows) === reliefs.relievedFen,
    voids: isAsTaken(voids.rows),
    refunds:
      refunds.beyond.length === 0 && goneFen(totalRefunds(refunds.rows)) === taken.refundedFen,
  };
  return BESIDE.filter((name) => !agree[name]);
}
