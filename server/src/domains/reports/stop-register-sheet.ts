import { formatPrice } from "@warmline/shared/kernel/price.ts";
import type { Language } from "@warmline/shared/messages/format.ts";
import { standingWaivedFen, type StopActSums } from "@warmline/shared/reports/stop-acts.ts";
import type { StopRegisterAnswer } from "@warmline/shared/reports/stop-register-api.ts";
import {
  area,
  count,
  placeTable,
  positionOf,
  tableSheet,
  whereOf,
  wordsIn,
  yuan,
  type Words,
} from "./sheet-cells.ts";

/** 停供复供明细 as an XLSX workbook: by what lies below, and case by case. */
export function stopRegisterSheet(answer: StopRegisterAnswer, language: Language): Promise<Buffer> {
  const t = wordsIn(language);
  const { from, to } = answer;
  const about = [
    whereOf(answer.path, language, t),
    t("reports.booked", { from, to }),
    positionOf(answer, t, "reports.units"),
  ];
  const figures = (of: StopActSums) => [
    count(of.stops),
    count(of.restores),
    yuan(of.waivedFen),
    yuan(of.restoredFen),
    yuan(standingWaivedFen(of)),
  ];
  const figureHeads = [
    t("reports.stop-act.stops"),
    t("reports.stop-act.restores"),
    t("reports.stop-act.waivedFen"),
    t("reports.stop-act.restoredFen"),
    t("reports.stop-act.standing"),
  ];
  return tableSheet(t("reports.stop-register"), about, [
    placeTable(answer, language, { heads: figureHeads, cells: figures }),
    {
      heads: [
        t("reports.number"),
        t("reports.level.household"),
        t("reports.address"),
        t("reports.stop-act.season"),
        t("reports.stop-act.kind"),
        t("reports.stop-act.change"),
        t("reports.stop-act.day"),
        t("reports.stop-act.from"),
        t("reports.stop-act.stopFrom"),
        t("reports.stop-act.areaMilli"),
        t("reports.stop-act.share"),
        t("reports.stop-act.fullFen"),
        t("reports.stop-act.baseFen"),
        t("reports.stop-act.waivedFen"),
        t("reports.stop-act.restoredFen"),
        t("reports.stop-act.reason"),
        t("reports.stop-act.evidence"),
        t("reports.stop-act.approvedBy"),
        t("reports.stop-act.request"),
      ],
      rows: answer.cases.map((one) => caseCells(one, t)),
    },
  ]);
}

/** What a case is not has no cell: a restore has no ratio, a stop owes nothing again. */
function caseCells(one: StopRegisterAnswer["cases"][number], t: Words) {
  return [
    one.number ?? one.householdId,
    one.name ?? "",
    one.address ?? "",
    one.season,
    t(`reports.stop-act.kind.${one.kind}`),
    t(`reports.stop-act.change.${one.change}`),
    one.day,
    one.from,
    one.stopFrom ?? "",
    area(one.areaMilli),
    one.share10k === null ? "" : `${formatPrice(one.share10k)}%`,
    yuan(one.fullFen),
    yuan(one.baseFen),
    one.kind === "stop" ? yuan(one.amountFen) : null,
    one.kind === "restore" ? yuan(one.amountFen) : null,
    one.reason ?? "",
    one.evidence ?? "",
    one.approvedBy ?? "",
    one.requestId ?? "",
  ];
}
