import type { OverHeight } from "../catalogue/charging-rule.ts";
import { price10k, type Price10k } from "../kernel/price.ts";
import { product } from "../kernel/product.ts";

/** 层高: how a space counts for more than its area. */
export interface Storey {
  readonly heightMm: number;
  /** Up to this height it does not. */
  readonly aboveMm: number;
  /** 加收: more by so much of the charge, in 1/10000 per cent; absent: × height ÷ `aboveMm`. */
  readonly added10k?: Price10k;
}

/** All of a charge, as shares count: 1/10000 per cent. */
const WHOLE_SHARE = 1_000_000;

/** Null: it is not higher than the rule is for. */
export function storeyOf(rule: OverHeight, heightMm: number): Storey | null {
  if (rule.form === "bands") {
    const band = rule.bands.findLast(({ aboveMm }) => heightMm > aboveMm);
    return band === undefined ? null : { heightMm, aboveMm: band.aboveMm, added10k: band.share10k };
  }
  const { aboveMm } = rule;
  if (heightMm <= aboveMm) return null;
  if (rule.form === "ratio") return { heightMm, aboveMm };
  // For each step that is begun.
  const steps = Math.ceil((heightMm - aboveMm) / rule.stepMm);
  const added10k = price10k(Math.min(steps * rule.share10k, rule.maxShare10k));
  return { heightMm, aboveMm, added10k };
}

/** The factor of a charge as numerator and denominator, so that nothing is rounded on the way. */
export function storeyFactor({ heightMm, aboveMm, added10k }: Storey): readonly [number, number] {
  return added10k === undefined ? [heightMm, aboveMm] : [WHOLE_SHARE + added10k, WHOLE_SHARE];
}

/** What it adds to the charge, in 1/10000 per cent; of a proportion rounded half up. */
export function addedShare({ heightMm, aboveMm, added10k }: Storey): Price10k {
  return added10k ?? price10k(product([heightMm - aboveMm, WHOLE_SHARE], [aboveMm]));
}
