import type { Price10k } from "../kernel/price.ts";
import { percent } from "./charging-rule.ts";

/**
 * 停热、不热退费: what of a season's charge is not owed for days without heat, or with too little of
 * it. Source: charging rules, "outage refund" and "temperature refund"; billing, §5.
 */
export type HeatRefund = OutageRefund | ColdRefund;

/** 停热退费: whole days of an incident that lasted long enough. */
export interface OutageRefund {
  readonly kind: "outage";
  /** Nothing is refunded for one that did not last longer than so many hours. */
  readonly overHours: number;
  /** 不足一日: whether what is left of it after its full 24 hours counts as a day. */
  readonly partDay: boolean;
}

/** 室温不达标退费: by the band that a measured temperature falls into. */
export interface ColdRefund {
  readonly kind: "cold";
  /** The coldest first; each reaches up to its own bound, which belongs to the next. */
  readonly bands: readonly ColdBand[];
}

export interface ColdBand {
  /** 1/10 °C: colder than this. */
  readonly belowDeci: number;
  /** Of a day's heat, in 1/10000 per cent. */
  readonly share10k: Price10k;
}

/** What a rule says in figures, which need no language: `< 16.0 °C: 100 %`. */
export function refundFigures(rule: HeatRefund): string[] {
  if (rule.kind === "outage") {
    const { overHours, partDay } = rule;
    return [`> ${overHours} h`, `25 h → ${partDay ? 2 : 1} d`];
  }
  return rule.bands.map(
    ({ belowDeci, share10k }) => `< ${formatDegrees(belowDeci)} °C: ${percent(share10k)}`,
  );
}

/** `15.5` from 155. */
export function formatDegrees(deci: number): string {
  return (deci / 10).toFixed(1);
}
