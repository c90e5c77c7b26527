import {
  isStopBalanced,
  STOP_FIGURES,
  totalStops,
  type StopSums,
} from "@warmline/shared/reports/stops.ts";
import type { SeasonReport } from "./season-report.ts";

/** 报停汇总表 */
export const stopsReport: SeasonReport<StopSums> = {
  title: "reports.stops",
  figures: STOP_FIGURES,
  read: (reports, asked) => reports.stops(asked),
  total: totalStops,
  isBalanced: isStopBalanced,
  rank: ({ owedFen }) => owedFen,
};
