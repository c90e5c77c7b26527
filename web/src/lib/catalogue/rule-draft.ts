import {
  formatHeight,
  perMille,
  type ChargingRule,
  type OverHeight,
} from "@warmline/shared/catalogue/charging-rule.ts";
import { formatPrice, price10k } from "@warmline/shared/kernel/price.ts";
import type { Quantity } from "@warmline/shared/kernel/written-number.ts";
import {
  EMPTY_METERED,
  meteredDraftOf,
  meteredOfDraft,
  type MeteredDraft,
} from "./metered-draft.ts";
import type { BandDraft } from "./band-draft.ts";
import { dunningDraftOf, dunningOfDraft, FIRST_LADDER, type StepDraft } from "./dunning-draft.ts";
import {
  EMPTY_STOP_TERMS,
  stopTermsDraftOf,
  stopTermsOfDraft,
  type StopTermsDraft,
} from "./stop-terms-draft.ts";
import {
  FIRST_PLAN_TERMS,
  planTermsDraftOf,
  planTermsOfDraft,
  type PlanTermsDraft,
} from "./plan-terms-draft.ts";
import { EMPTY_VAT_RATE, vatDraftOf, vatOfDraft, type VatRateDraft } from "./vat-draft.ts";
import { typedNumber } from "../typed-number.ts";

/** 收费规则 as a form holds it: heights in metres, shares in per cent, as they are typed. */
export interface RuleDraft {
  kind: ChargingRule["kind"];
  form: OverHeight["form"];
  above: string;
  step: string;
  share: string;
  most: string;
  bands: BandDraft[];
  /** 违约金: ‰ a day, days, at most %, and the fees that it is added to. */
  rate: string;
  grace: string;
  cap: string;
  fees: string[];
  /** 计量热价. */
  metered: MeteredDraft;
  /** 增值税税率: the last is of all. */
  vat: VatRateDraft[];
  /** 催缴阶梯: every step, also those that it leaves out. */
  dunning: StepDraft[];
  /** 报停条件. */
  stopTerms: StopTermsDraft;
  /** 分期条件. */
  planTerms: PlanTermsDraft;
}

const milli = { places: 3, show: (height: number) => `${height / 1_000} m` };
/** Above which a storey is high, in millimetres. */
export const ABOVE: Quantity = { ...milli, min: 2_000, max: 20_000 };
export const STEP: Quantity = { ...milli, min: 10, max: 5_000 };
/** In 1/10000 per cent. */
export const SHARE: Quantity<ReturnType<typeof price10k>> = {
  places: 4,
  min: price10k(1),
  max: price10k(2_000_000),
  show: (share) => `${share / 10_000} %`,
};
/** So many ‰ a day of what is late. */
export const RATE: Quantity<ReturnType<typeof price10k>> = {
  places: 3,
  min: price10k(1),
  max: price10k(10_000),
  show: (share) => `${perMille(share)}‰`,
};
export const GRACE: Quantity = { places: 0, min: 0, max: 365, show: String };
/** Of what is late, at most. */
export const CAP: Quantity<ReturnType<typeof price10k>> = { ...SHARE, max: price10k(1_000_000) };

export const EMPTY_RULE: RuleDraft = {
  kind: "over-height",
  form: "steps",
  above: "3.00",
  step: "0.30",
  share: "",
  most: "",
  rate: "",
  grace: "0",
  cap: "",
  fees: ["heat", "basic", "metered", "stop-base"],
  bands: [{ bound: "3.00", share: "" }],
  metered: EMPTY_METERED,
  vat: [EMPTY_VAT_RATE],
  dunning: [...FIRST_LADDER],
  stopTerms: EMPTY_STOP_TERMS,
  planTerms: FIRST_PLAN_TERMS,
};

export function ruleDraftOf(rule: ChargingRule | undefined): RuleDraft {
  const empty = structuredClone(EMPTY_RULE);
  if (rule === undefined) return empty;
  if (rule.kind === "whole-yuan") return { ...empty, kind: rule.kind };
  if (rule.kind === "metered") return { ...empty, kind: rule.kind, metered: meteredDraftOf(rule) };
  if (rule.kind === "vat") return { ...empty, kind: rule.kind, vat: vatDraftOf(rule) };
  if (rule.kind === "dunning") return { ...empty, kind: rule.kind, dunning: dunningDraftOf(rule) };
  if (rule.kind === "stop-terms") {
    return { ...empty, kind: rule.kind, stopTerms: stopTermsDraftOf(rule) };
  }
  if (rule.kind === "plan-terms") {
    return { ...empty, kind: rule.kind, planTerms: planTermsDraftOf(rule) };
  }
  if (rule.kind === "late-fee") {
    const { kind, share10k, graceDays, maxShare10k, fees } = rule;
    const [rate, cap] = [perMille(share10k), formatPrice(maxShare10k)];
    return { ...empty, kind, rate, grace: String(graceDays), cap, fees: [...fees] };
  }
  const { kind, form } = rule;
  if (rule.form === "bands") {
    const bands = rule.bands.map(({ aboveMm, share10k }) => ({
      bound: formatHeight(aboveMm),
      share: formatPrice(share10k),
    }));
    return { ...empty, kind, form, bands };
  }
  const above = formatHeight(rule.aboveMm);
  if (rule.form === "ratio") return { ...empty, kind, form, above };
  const { stepMm, share10k, maxShare10k } = rule;
  const [share, most] = [formatPrice(share10k), formatPrice(maxShare10k)];
  return { ...empty, kind, form, above, step: formatHeight(stepMm), share, most };
}

/** The rule that was typed; null while something is missing or wrong. */
export function ruleOfDraft(draft: RuleDraft): ChargingRule | null {
  const { kind, form } = draft;
  if (kind === "whole-yuan") return { kind };
  if (kind === "metered") return meteredOfDraft(draft.metered);
  if (kind === "vat") return vatOfDraft(draft.vat);
  if (kind === "dunning") return dunningOfDraft(draft.dunning);
  if (kind === "stop-terms") return stopTermsOfDraft(draft.stopTerms);
  if (kind === "plan-terms") return planTermsOfDraft(draft.planTerms);
  if (kind === "late-fee") return lateFeeOf(draft);
  if (form === "bands") return bandsOf(draft);
  const aboveMm = typedNumber(draft.above, ABOVE);
  if (aboveMm === null) return null;
  if (form === "ratio") return { kind, form, aboveMm };
  const stepMm = typedNumber(draft.step, STEP);
  const [share10k, maxShare10k] = [typedNumber(draft.share, SHARE), typedNumber(draft.most, SHARE)];
  if (stepMm === null || share10k === null || maxShare10k === null) return null;
  return { kind, form, aboveMm, stepMm, share10k, maxShare10k };
}

function lateFeeOf({ rate, grace, cap, fees }: RuleDraft): ChargingRule | null {
  const [share10k, maxShare10k] = [typedNumber(rate, RATE), typedNumber(cap, CAP)];
  const graceDays = typedNumber(grace, GRACE);
  if (share10k === null || maxShare10k === null || graceDays === null) return null;
  return fees.length === 0 ? null : { kind: "late-fee", share10k, graceDays, maxShare10k, fees };
}

function bandsOf({ bands: typed }: RuleDraft): ChargingRule | null {
  const bands = typed.flatMap(({ bound, share }) => {
    const [aboveMm, share10k] = [typedNumber(bound, ABOVE), typedNumber(share, SHARE)];
    return aboveMm === null || share10k === null ? [] : [{ aboveMm, share10k }];
  });
  return bands.length < typed.length ? null : { kind: "over-height", form: "bands", bands };
}
