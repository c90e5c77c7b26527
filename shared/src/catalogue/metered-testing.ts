import { heatMilli } from "../kernel/heat.ts";
import { price10k } from "../kernel/price.ts";
import type { MeteredRule } from "./metered-rule.ts";

/** For tests only. 试点: 30 % of the area charge and 0.15 yuan a kWh, capped. */
export const PILOT: MeteredRule = {
  kind: "metered",
  basic: { form: "share", share10k: price10k(300_000) },
  heatUnit: "kwh",
  price10k: price10k(1_500),
  capped: true,
  usualMilli: heatMilli(90_000),
  mostTimes: 3,
};
