import type { Language } from "@warmline/shared/messages/format.ts";
import type { OldDebtAnswer } from "@warmline/shared/reports/old-debt-api.ts";
import { collectedRate, DEBT_NAMES, type DebtSums } from "@warmline/shared/reports/old-debt.ts";
import { positionOf, share, strong, tableSheet, whereOf, wordsIn, yuan } from "./sheet-cells.ts";

/** 往年清欠表 as an XLSX workbook, season by season; R5 is clearing ÷ opening, both beside it. */
export function oldDebtSheet(answer: OldDebtAnswer, language: Language): Promise<Buffer> {
  const t = wordsIn(language);
  const figures = (of: DebtSums) => [
    ...DEBT_NAMES.map((name) => yuan(of[name])),
    share(collectedRate(of)),
  ];
  const { season, from, to } = answer;
  const about = [
    whereOf(answer.path, language, t),
    t("reports.debt.days", { season, from, to }),
    positionOf(answer, t),
  ];
  const heads = [
    t("reports.season"),
    ...DEBT_NAMES.map((name) => t(`reports.debt.${name}`)),
    t("reports.rate.R5"),
  ];
  return tableSheet(t("reports.old-debt"), about, [
    {
      heads,
      rows: [
        [strong(t("reports.total")), ...figures(answer.total)],
        ...answer.rows.map((row) => [row.season, ...figures(row)]),
      ],
    },
  ]);
}
