import {
  AREA_FIGURES,
  isAreaBalanced,
  totalAreas,
  type AreaSums,
} from "@warmline/shared/reports/area-statement.ts";
import type { SeasonReport } from "./season-report.ts";

/** 面积缴费表 */
export const areaStatement: SeasonReport<AreaSums> = {
  title: "reports.areas",
  figures: AREA_FIGURES,
  read: (reports, asked) => reports.areaStatement(asked),
  total: totalAreas,
  isBalanced: isAreaBalanced,
  rank: ({ unpaidMilli }) => unpaidMilli,
};
