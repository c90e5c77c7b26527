import type { Language } from "@warmline/shared/messages/format.ts";
import type { TakingsAnswer } from "@warmline/shared/reports/takings-api.ts";
import { TAKING_NAMES, type ToldTakings } from "@warmline/shared/reports/takings.ts";
import {
  channelName,
  count,
  positionOf,
  strong,
  tableSheet,
  wordsIn,
  yuan,
} from "./sheet-cells.ts";

/** 收费日报 as an XLSX workbook: all of it on top, a row for each cashier, way and channel. */
export function takingsSheet(answer: TakingsAnswer, language: Language): Promise<Buffer> {
  const t = wordsIn(language);
  const figures = (of: ToldTakings) => [count(of.count), ...TAKING_NAMES.map((n) => yuan(of[n]))];
  const { season, from, to } = answer;
  const about = [t("reports.takings.days", { season, from, to }), positionOf(answer, t)];
  const heads = [
    t("reports.takings.cashier"),
    t("reports.takings.office"),
    t("reports.takings.method"),
    t("reports.takings.channel"),
    t("reports.takings.count"),
    ...TAKING_NAMES.map((name) => t(`reports.takings.${name}`)),
  ];
  return tableSheet(t("reports.takings"), about, [
    {
      heads,
      rows: [
        [strong(t("reports.total")), null, null, null, ...figures(answer.total)],
        ...answer.rows.map((row) => [
          row.cashierName ?? row.cashierId,
          row.office,
          t(`ledger.method.${row.method}`),
          channelName(row.channel, t),
          ...figures(row),
        ]),
      ],
    },
  ]);
}
