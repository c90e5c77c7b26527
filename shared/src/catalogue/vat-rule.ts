import type { Price10k } from "../kernel/price.ts";

/**
 * 增值税税率: what of an amount with tax is tax, by price class and fee. Unlike other rules it holds
 * for the days that it stands for, not for seasons. Source: charging rules, "VAT".
 */
export interface VatRule {
  readonly kind: "vat";
  /** The first that fits counts; the last fits all. */
  readonly rates: readonly VatRate[];
}

export interface VatRate {
  /** Absent: of every class, also where the class is not known. */
  readonly priceClass?: string;
  /** Absent: of every fee. */
  readonly fee?: string;
  /** Of the amount without tax, in 1/10000 per cent; 0: exempt 免税. */
  readonly share10k: Price10k;
}

/** What is taxed: a fee, and the class of what it was charged for; null: it is not known. */
export interface Taxed {
  readonly fee: string;
  readonly priceClass: string | null;
}

/** Whether it fits all, as the last one of a rule must. */
export function fitsAll({ priceClass, fee }: VatRate): boolean {
  return priceClass === undefined && fee === undefined;
}

/** In 1/10000 per cent of the amount without tax. */
export function vatShareOf({ rates }: VatRule, { fee, priceClass }: Taxed): Price10k {
  const fitting = rates.find(
    (one) =>
      (one.priceClass === undefined || one.priceClass === priceClass) &&
      (one.fee === undefined || one.fee === fee),
  );
  if (fitting === undefined) throw new Error(`no rate fits ${fee} of ${priceClass}`);
  return fitting.share10k;
}
