import type { CollectionAnswer } from "@warmline/shared/reports/api.ts";
import { SHARE_FIGURES, SUM_FIGURES } from "@warmline/shared/reports/collection-figures.ts";
import type { Summary } from "@warmline/shared/reports/collection.ts";
import type { Language } from "@warmline/shared/messages/format.ts";
import { cells, figureHeads, nodeSheet } from "./node-sheet.ts";

/** 收费汇总表 as a workbook, with the whole by fee under it. */
export function collectionSheet(answer: CollectionAnswer, language: Language): Promise<Buffer> {
  return nodeSheet<Summary>(
    answer,
    {
      title: "reports.collection",
      units: "reports.unit",
      figures: [...SUM_FIGURES, ...SHARE_FIGURES],
      language,
    },
    (t) => ({
      heads: [t("reports.fee"), ...figureHeads(SUM_FIGURES, t)],
      rows: answer.fees.map((one) => [t(`ledger.fee.${one.fee}`), ...cells(SUM_FIGURES, one)]),
    }),
  );
}
