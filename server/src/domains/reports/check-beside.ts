import type { CityDate } from "@warmline/shared/kernel/time.ts";
import { totalRelievedFen } from "@warmline/shared/reports/reliefs.ts";
import type { ReportStore } from "../../platform/reports/port.ts";

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
  reports: Pick<ReportStore, "reliefs">,
): Promise<readonly "reliefs"[]> {
  const reliefs = await reports.reliefs({ ...FOREVER, season: null, node: [] });
  return totalRelievedFen(reliefs.rows) === reliefs.relievedFen ? [] : ["reliefs"];
}
