import type { Language } from "@warmline/shared/messages/format.ts";
import { UNKNOWN_PART } from "@warmline/shared/reports/moves.ts";
import { averageDays, goneFen, type RefundSums } from "@warmline/shared/reports/payouts.ts";
import type { RefundsAnswer } from "@warmline/shared/reports/refunds-api.ts";
import {
  channelName,
  count,
  placeTable,
  positionOf,
  tableSheet,
  whereOf,
  wordsIn,
  yuan,
} from "./sheet-cells.ts";

/** 退费统计 as an XLSX workbook: by what lies below, and by reason, way and channel. */
export function refundsSheet(answer: RefundsAnswer, language: Language): Promise<Buffer> {
  const t = wordsIn(language);
  const { from, to } = answer;
  const about = [
    whereOf(answer.path, language, t),
    t("reports.booked", { from, to }),
    positionOf(answer, t),
  ];
  const figureHeads = [
    t("reports.refund.count"),
    t("reports.refund.paidFen"),
    t("reports.refund.average"),
    t("reports.refund.longest"),
    t("reports.refund.returned"),
    t("reports.refund.returnedFen"),
    t("reports.refund.gone"),
  ];
  const figures = (of: RefundSums) => {
    const average = averageDays(of);
    return [
      count(of.count),
      yuan(of.paidFen),
      average === null ? null : { value: Number(average), format: "0.0" },
      count(of.longestDays),
      count(of.returned),
      yuan(of.returnedFen),
      yuan(goneFen(of)),
    ];
  };
  const grounds = answer.grounds.map((one) => [
    one.reason === UNKNOWN_PART ? t("reports.unknown") : one.reason,
    t(`ledger.method.${one.method}`),
    channelName(one.channel, t),
    ...figures(one),
  ]);
  return tableSheet(t("reports.refunds"), about, [
    placeTable(answer, language, { heads: figureHeads, cells: figures }),
    {
      heads: [
        t("reports.refund.reason"),
        t("reports.takings.method"),
        t("reports.takings.channel"),
        ...figureHeads,
      ],
      rows: grounds,
    },
  ]);
}
