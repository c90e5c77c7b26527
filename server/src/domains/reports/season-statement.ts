import {
  isStatementBalanced,
  STATEMENT_FIGURES,
  totalStatement,
  type StatementSums,
} from "@warmline/shared/reports/season-statement.ts";
import type { SeasonReport } from "./season-report.ts";

/** 采暖费年度报表 */
export const seasonStatement: SeasonReport<StatementSums> = {
  title: "reports.season-statement",
  figures: STATEMENT_FIGURES,
  read: (reports, asked) => reports.seasonStatement(asked),
  total: totalStatement,
  isBalanced: isStatementBalanced,
  rank: ({ owedFen }) => owedFen,
};
