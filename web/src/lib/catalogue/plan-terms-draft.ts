import type { PlanTerms } from "@warmline/shared/catalogue/plan-terms.ts";
import { DEFAULT_PLAN_TERMS, INSTALMENTS_MAX } from "@warmline/shared/catalogue/plan-terms.ts";
import { formatPrice, price10k } from "@warmline/shared/kernel/price.ts";
import type { Quantity } from "@warmline/shared/kernel/written-number.ts";
import { typedNumber } from "../typed-number.ts";

/** 分期条件 as a form holds them: the first part in per cent. */
export interface PlanTermsDraft {
  most: string;
  first: string;
  within: string;
  grace: string;
}

export const MOST: Quantity = { places: 0, min: 1, max: INSTALMENTS_MAX, show: String };
export const FIRST: Quantity<ReturnType<typeof price10k>> = {
  places: 4,
  min: price10k(0),
  max: price10k(1_000_000),
  show: (share) => `${share / 10_000} %`,
};
export const WITHIN: Quantity = { places: 0, min: 1, max: 3_650, show: String };
export const PLAN_GRACE: Quantity = { places: 0, min: 0, max: 90, show: String };

export function planTermsDraftOf(terms: PlanTerms): PlanTermsDraft {
  const { mostInstalments, firstShare10k, withinDays, graceDays } = terms;
  return {
    most: String(mostInstalments),
    first: formatPrice(firstShare10k),
    within: String(withinDays),
    grace: String(graceDays),
  };
}

export const FIRST_PLAN_TERMS = planTermsDraftOf(DEFAULT_PLAN_TERMS);

/** The terms that were typed; null while something is missing. */
export function planTermsOfDraft(draft: PlanTermsDraft): PlanTerms | null {
  const [mostInstalments, firstShare10k] = [
    typedNumber(draft.most, MOST),
    typedNumber(draft.first, FIRST),
  ];
  const [withinDays, graceDays] = [
    typedNumber(draft.within, WITHIN),
    typedNumber(draft.grace, PLAN_GRACE),
  ];
  if (mostInstalments === null || firstShare10k === null) return null;
  if (withinDays === null || graceDays === null) return null;
  return { kind: "plan-terms", mostInstalments, firstShare10k, withinDays, graceDays };
}
