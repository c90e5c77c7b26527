import { formatHeat } from "../kernel/heat.ts";
import { formatPrice, type Price10k } from "../kernel/price.ts";
import { HEAT_SYMBOLS, type MeteredRule } from "./metered-rule.ts";
import type { DunningRule } from "./dunning-rule.ts";
import type { PlanTerms } from "./plan-terms.ts";
import type { StopTerms } from "./stop-terms.ts";
import type { VatRule } from "./vat-rule.ts";

/**
 * What a city charges beyond area × price, and how it is asked for; which of it holds for a season
 * or a day, the catalogue says.
 */
export type ChargingRule =
  | OverHeight
  | WholeYuan
  | LateFeeRule
  | MeteredRule
  | VatRule
  | DunningRule
  | StopTerms
  | PlanTerms;

/** 元整: what is owed under a fee is rounded half up to the yuan. */
export interface WholeYuan {
  readonly kind: "whole-yuan";
}

/**
 * 违约金: what is added for each day on which something is owed after it was due. Shares are of what
 * is owed, in 1/10000 per cent. Source: charging rules, "late fee".
 */
export interface LateFeeRule {
  readonly kind: "late-fee";
  /** A day. */
  readonly share10k: Price10k;
  /** 宽限期: days after the one on which it is due that count for nothing. */
  readonly graceDays: number;
  /** 封顶: of the most that was owed. */
  readonly maxShare10k: Price10k;
  /** The fees that it is added to; never the late fee itself. */
  readonly fees: readonly string[];
}

/**
 * 超高加收: what a space costs more whose storey is higher than usual. Shares are of the charge, in
 * 1/10000 per cent. Source: charging rules, "storey height over 3 m", forms (a), (b) and (c).
 */
export type OverHeight = { readonly kind: "over-height" } & (
  | {
      /** 按层高比例: charge × height ÷ `aboveMm`. */
      readonly form: "ratio";
      readonly aboveMm: number;
    }
  | {
      /** 分档累加: so much for each `stepMm` begun above `aboveMm`, and no more than the most. */
      readonly form: "steps";
      readonly aboveMm: number;
      readonly stepMm: number;
      readonly share10k: Price10k;
      readonly maxShare10k: Price10k;
    }
  | {
      /** 分段: of the last band that it is higher than; bands rise. */
      readonly form: "bands";
      readonly bands: readonly HeightBand[];
    }
);

export interface HeightBand {
  readonly aboveMm: number;
  readonly share10k: Price10k;
}

/** Those of which words say nothing more. */
export type FiguredRule = Exclude<ChargingRule, VatRule | DunningRule | StopTerms>;

/**
 * What a rule says in figures, which need no language: `> 3.00 m: +5 % / 0.30 m, ≤ 50 %`. Rates of
 * VAT name classes and fees, a ladder its steps and a stop its terms: they are told in words.
 */
export function ruleFigures(rule: FiguredRule): string[] {
  if (rule.kind === "whole-yuan") return ["≥ 0.50 → 1.00"];
  if (rule.kind === "metered") return meteredFigures(rule);
  if (rule.kind === "plan-terms") return planFigures(rule);
  if (rule.kind === "late-fee") {
    const { share10k, graceDays, maxShare10k } = rule;
    return [`> ${graceDays} d: ${perMille(share10k)}‰ × d, ≤ ${percent(maxShare10k)}`];
  }
  switch (rule.form) {
    case "ratio":
      return [`> ${metres(rule.aboveMm)}: h ÷ ${metres(rule.aboveMm)}`];
    case "steps": {
      const { aboveMm, stepMm, share10k, maxShare10k } = rule;
      const step = `+${percent(share10k)} / ${metres(stepMm)}`;
      return [`> ${metres(aboveMm)}: ${step}, ≤ ${percent(maxShare10k)}`];
    }
    case "bands":
      return rule.bands.map(
        ({ aboveMm, share10k }) => `> ${metres(aboveMm)}: +${percent(share10k)}`,
      );
  }
}

/** `≤ 12 ×, 1: ≥ 20 %, ≤ 365 d, + 3 d`: parts, the first, within which days, and of grace. */
function planFigures({ mostInstalments, firstShare10k, withinDays, graceDays }: PlanTerms) {
  const first = `1: ≥ ${percent(firstShare10k)}`;
  return [`≤ ${mostInstalments} ×, ${first}, ≤ ${withinDays} d, + ${graceDays} d`];
}

/** `30 % + 0.15 × kWh, ≤ 100 %`: parts of the area charge, and what is usual a square metre. */
function meteredFigures(rule: MeteredRule): string[] {
  const { basic, heatUnit, price10k, capped, usualMilli, mostTimes } = rule;
  const symbol = HEAT_SYMBOLS[heatUnit];
  const first =
    basic.form === "share" ? percent(basic.share10k) : `${formatPrice(basic.price10k)} × m²`;
  const most = capped ? ", ≤ 100 %" : "";
  return [
    `${first} + ${formatPrice(price10k)} × ${symbol}${most}`,
    `${formatHeat(usualMilli)} ${symbol}/m², ≤ ${mostTimes} ×`,
  ];
}

function metres(millimetres: number): string {
  return `${formatHeight(millimetres)} m`;
}

/** `3.45` from 3450. */
export function formatHeight(millimetres: number): string {
  return (millimetres / 1_000).toFixed(3).replace(/0$/, "");
}

/** `0.5` from 500. */
export function perMille(share10k: Price10k): string {
  return String(share10k / 1_000);
}

/** `7.5 %` from 75000. */
export function percent(share10k: Price10k): string {
  return `${formatPrice(share10k).replace(/[.]?0+$/, "")} %`;
}
