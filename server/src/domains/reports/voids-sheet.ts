import type { Fen } from "@warmline/shared/kernel/money.ts";
import type { Language } from "@warmline/shared/messages/format.ts";
import { voidedShare } from "@warmline/shared/reports/undone.ts";
import type { VoidsAnswer } from "@warmline/shared/reports/voids-api.ts";
import { count, positionOf, share, strong, tableSheet, wordsIn, yuan } from "./sheet-cells.ts";

interface Sums {
  readonly count: number;
  readonly voidedFen: Fen;
  readonly takenFen: Fen;
}

/** 作废冲正监控 as an XLSX workbook; of one cashier with each receipt. */
export function voidsSheet(answer: VoidsAnswer, language: Language): Promise<Buffer> {
  const t = wordsIn(language);
  const { from, to, outlier } = answer;
  const about = [
    t("reports.booked", { from, to }),
    t("reports.voids.rule", { atLeast: outlier.atLeast, times: outlier.times }),
    positionOf(answer, t),
  ];
  const figures = (of: Sums) => [
    count(of.count),
    yuan(of.voidedFen),
    yuan(of.takenFen),
    share(voidedShare(of)),
  ];
  const rows = answer.rows.map((row) => [
    row.month,
    row.cashierName ?? row.cashierId,
    row.office,
    ...figures(row),
    row.middleMinutes,
    row.latestMinutes,
    row.isOutlier ? t("reports.voids.outlier") : "",
  ]);
  const receipts = answer.receipts.map((one) => [
    one.paymentId,
    one.day,
    one.office,
    t(`reports.voids.kind.${one.kind}`),
    yuan(one.amountFen),
    one.minutes,
  ]);
  const heads = [
    t("reports.voids.month"),
    t("reports.takings.cashier"),
    t("reports.takings.office"),
    t("reports.voids.count"),
    t("reports.voids.voidedFen"),
    t("reports.voids.takenFen"),
    t("reports.voids.share"),
    t("reports.voids.middle"),
    t("reports.voids.latest"),
    t("reports.voids.outlier"),
  ];
  const receiptHeads = [
    t("reports.voids.receipt"),
    t("reports.voids.day"),
    t("reports.takings.office"),
    t("reports.voids.kind"),
    t("reports.voids.voidedFen"),
    t("reports.voids.minutes"),
  ];
  const total = [strong(t("reports.total")), null, null, ...figures(answer.total)];
  return tableSheet(t("reports.voids"), about, [
    { heads, rows: [total, ...rows] },
    ...(receipts.length === 0 ? [] : [{ heads: receiptHeads, rows: receipts }]),
  ]);
}
