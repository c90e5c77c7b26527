import { stepFigures } from "@warmline/shared/catalogue/dunning-rule.ts";
import { formatDegrees, type HeatRefund } from "@warmline/shared/catalogue/heat-refund.ts";
import {
  percent,
  ruleFigures,
  type ChargingRule,
} from "@warmline/shared/catalogue/charging-rule.ts";
import type { StopTerms } from "@warmline/shared/catalogue/stop-terms.ts";
import { rowOf } from "@warmline/shared/catalogue/catalogue.ts";
import type { Price10k } from "@warmline/shared/kernel/price.ts";
import { catalogue } from "./catalogue.svelte.ts";
import { t, type PlainMessageKey } from "../messages.svelte.ts";
import { zh } from "../messages/zh.ts";

const FEE = "ledger.fee.";

/** What people call the fee that a component is booked under. */
export function feeName(fee: string): string {
  const key = FEE + fee;
  return key in zh ? t(key as PlainMessageKey) : fee;
}

/** What a price of a component is counted in: `元/m²`, or `%` of the area charge. */
export function priceUnit(component: string): string {
  const { rows } = catalogue;
  const { unitCode = "", price } = rowOf(rows, "components", component) ?? {};
  const symbol = rowOf(rows, "units", unitCode)?.symbol ?? unitCode;
  return price === "share" ? symbol : t("console.prices.unit.yuan", { symbol });
}

/** 报停条件, each that is asked. */
export function stopTermsText({ noticeDays, partSeason, pastPaid, documents }: StopTerms) {
  return [
    ...(noticeDays > 0 ? [t("catalogue.stop-terms.notice", { days: noticeDays })] : []),
    ...(partSeason ? [] : [t("catalogue.stop-terms.whole-season")]),
    ...(pastPaid ? [t("catalogue.stop-terms.past-paid")] : []),
    ...(documents.length === 0
      ? []
      : [t("catalogue.stop-terms.documents", { list: documents.join(t("console.list-comma")) })]),
  ];
}

/** What a rule says behind its kind: in figures, VAT as `居民：免税`, `9 %`, a ladder step by step. */
export function ruleText(rule: ChargingRule): string[] {
  if (rule.kind === "dunning")
    return rule.steps.map((step) => `${t(`dunning.step.${step.kind}`)} ${stepFigures(step)}`);
  if (rule.kind === "stop-terms") return stopTermsText(rule);
  if (rule.kind !== "vat") return ruleFigures(rule);
  return rule.rates.map(({ priceClass, fee, share10k }) => {
    const of = [
      ...(priceClass === undefined ? [] : [catalogue.name("priceClasses", priceClass)]),
      ...(fee === undefined ? [] : [feeName(fee)]),
    ].join(" ");
    const rate = vatRateName(share10k);
    return of === "" ? rate : t("console.catalogue.vat.of", { of, rate });
  });
}

/** `9 %`, or that it is exempt. */
export function vatRateName(share10k: Price10k): string {
  return share10k === 0 ? t("catalogue.vat.exempt") : percent(share10k);
}

/** 按天退费 in words: for how long, or by which temperatures, how much of a day. */
export function refundText(refund: HeatRefund): string {
  if (refund.kind === "outage") {
    const part = t(`console.catalogue.part-day.${refund.partDay}`);
    return t("console.catalogue.refund.outage", { hours: refund.overHours, part });
  }
  const bands = refund.bands.map(({ belowDeci, share10k }) =>
    t("console.catalogue.refund.band", {
      degrees: formatDegrees(belowDeci),
      share: percent(share10k),
    }),
  );
  return bands.join(t("console.list-comma"));
}
