import type { HeatMilli } from "../kernel/heat.ts";
import type { Price10k } from "../kernel/price.ts";

/** 计量单位 of heat; in documents `heatMilli` is 1/1000 of it. */
export const HEAT_UNITS = ["kwh", "gj"] as const;
export type HeatUnit = (typeof HEAT_UNITS)[number];

export const HEAT_SYMBOLS: Readonly<Record<HeatUnit, string>> = { kwh: "kWh", gj: "GJ" };

/**
 * 计量热价: what spaces settled by meter and in two parts owe of a season, once their meters are read.
 * Before it they are charged by area. Source: charging rules, "two-part", all three forms.
 */
export interface MeteredRule {
  readonly kind: "metered";
  /** 基本热费: of spaces settled in two parts alone. */
  readonly basic: BasicPart;
  readonly heatUnit: HeatUnit;
  /** 计量热价: a kWh or a GJ. */
  readonly price10k: Price10k;
  /** 不超过面积热费: what was charged by area is the most that is owed. */
  readonly capped: boolean;
  /** 平均用热量: what a square metre of billing area usually takes in a whole season. */
  readonly usualMilli: HeatMilli;
  /** 合理上限: how many times the usual heat of a whole season may be read before it is asked why. */
  readonly mostTimes: number;
}

export type BasicPart =
  | {
      /** Of what was charged by area, in 1/10000 per cent. */
      readonly form: "share";
      readonly share10k: Price10k;
    }
  | {
      /** So much a square metre of billing area 计费面积, or of usable area 使用面积. */
      readonly form: "billing-area" | "usable-area";
      readonly price10k: Price10k;
    };
