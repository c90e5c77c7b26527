import type { ArrearsAnswer } from "@warmline/shared/reports/arrears-api.ts";
import { ARREARS_FIGURES, type ArrearsSums } from "@warmline/shared/reports/arrears.ts";
import type { Language } from "@warmline/shared/messages/format.ts";
import { cells, figureHeads, nodeSheet } from "./node-sheet.ts";

/** 欠费分析 as a workbook, with the whole by number of seasons under it. */
export function arrearsSheet(answer: ArrearsAnswer, language: Language): Promise<Buffer> {
  const figures = ARREARS_FIGURES;
  const told = { title: "reports.arrears", units: "reports.unit", figures, language } as const;
  return nodeSheet<ArrearsSums>(answer, told, (t) => ({
    heads: [t("reports.arrears.by-seasons"), ...figureHeads(figures, t)],
    rows: answer.bySeasons.map((row) => [
      t("reports.arrears.seasons", { count: row.seasons }),
      ...cells(figures, row),
    ]),
  }));
}
