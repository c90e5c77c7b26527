import type { BasicPart, HeatUnit, MeteredRule } from "@warmline/shared/catalogue/metered-rule.ts";
import { formatHeat, heatMilli, type HeatMilli } from "@warmline/shared/kernel/heat.ts";
import { formatPrice, price10k } from "@warmline/shared/kernel/price.ts";
import { PRICE, type Quantity } from "@warmline/shared/kernel/written-number.ts";
import { typedNumber } from "../typed-number.ts";

/** 计量热价 as a form holds it: per cent, yuan and units of heat, as they are typed. */
export interface MeteredDraft {
  basic: BasicPart["form"];
  share: string;
  fixed: string;
  unit: HeatUnit;
  price: string;
  capped: boolean;
  usual: string;
  times: string;
}

export const EMPTY_METERED: MeteredDraft = {
  basic: "share",
  share: "",
  fixed: "",
  unit: "kwh",
  price: "",
  capped: true,
  usual: "",
  times: "3",
};

/** In 1/10000 per cent of the area charge. */
export const BASIC_SHARE: Quantity<ReturnType<typeof price10k>> = {
  places: 4,
  min: price10k(1),
  max: price10k(1_000_000),
  show: (share) => `${share / 10_000} %`,
};
/** Of a square metre in a season, in 1/1000 of the unit. */
export const USUAL: Quantity<HeatMilli> = {
  places: 3,
  min: heatMilli(1),
  max: heatMilli(1_000_000),
  show: formatHeat,
};
export const TIMES: Quantity = { places: 0, min: 1, max: 20, show: String };

export function meteredDraftOf(rule: MeteredRule): MeteredDraft {
  const { basic, heatUnit: unit, capped, usualMilli, mostTimes } = rule;
  const [price, usual, times] = [
    formatPrice(rule.price10k),
    formatHeat(usualMilli),
    String(mostTimes),
  ];
  const draft = { ...EMPTY_METERED, basic: basic.form, unit, price, capped, usual, times };
  if (basic.form === "share") return { ...draft, share: formatPrice(basic.share10k) };
  return { ...draft, fixed: formatPrice(basic.price10k) };
}

/** The rule that was typed; null while something is missing or wrong. */
export function meteredOfDraft(draft: MeteredDraft): MeteredRule | null {
  const basic = basicOf(draft);
  const price = typedNumber(draft.price, PRICE);
  const [usualMilli, mostTimes] = [
    typedNumber(draft.usual, USUAL),
    typedNumber(draft.times, TIMES),
  ];
  if (basic === null || price === null || usualMilli === null || mostTimes === null) return null;
  const { unit: heatUnit, capped } = draft;
  return { kind: "metered", basic, heatUnit, price10k: price, capped, usualMilli, mostTimes };
}

function basicOf({ basic: form, share, fixed }: MeteredDraft): BasicPart | null {
  if (form === "share") {
    const share10k = typedNumber(share, BASIC_SHARE);
    return share10k === null ? null : { form, share10k };
  }
  const price = typedNumber(fixed, PRICE);
  return price === null ? null : { form, price10k: price };
}
