import { fitsAll, type VatRate, type VatRule } from "@warmline/shared/catalogue/vat-rule.ts";
import { formatPrice, price10k } from "@warmline/shared/kernel/price.ts";
import type { Quantity } from "@warmline/shared/kernel/written-number.ts";
import { typedNumber } from "../typed-number.ts";

/** A rate as a form holds it: of which class and fee (empty: all), in per cent, as typed. */
export interface VatRateDraft {
  priceClass: string;
  fee: string;
  share: string;
}

export const VAT_RATES_MAX = 20;

/** In 1/10000 per cent; 0: exempt. */
export const VAT_SHARE: Quantity<ReturnType<typeof price10k>> = {
  places: 4,
  min: price10k(0),
  max: price10k(1_000_000),
  show: (share) => `${share / 10_000} %`,
};

export const EMPTY_VAT_RATE: VatRateDraft = { priceClass: "", fee: "", share: "" };

export function vatDraftOf({ rates }: VatRule): VatRateDraft[] {
  return rates.map(({ priceClass = "", fee = "", share10k }) => ({
    priceClass,
    fee,
    share: formatPrice(share10k),
  }));
}

/** The rule that was typed; null while something is missing, or the last does not fit all. */
export function vatOfDraft(typed: readonly VatRateDraft[]): VatRule | null {
  const rates = typed.flatMap(({ priceClass, fee, share }): VatRate[] => {
    const share10k = typedNumber(share, VAT_SHARE);
    if (share10k === null) return [];
    return [
      { ...(priceClass === "" ? {} : { priceClass }), ...(fee === "" ? {} : { fee }), share10k },
    ];
  });
  const whole = rates.length === typed.length && rates.findIndex(fitsAll) === rates.length - 1;
  return whole && rates.length > 0 ? { kind: "vat", rates } : null;
}
