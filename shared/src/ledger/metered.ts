import type { HeatUnit } from "../catalogue/metered-rule.ts";
import type { RuleSource } from "../catalogue/rules-on.ts";
import type { AreaMilli } from "../kernel/area.ts";
import type { HeatMilli } from "../kernel/heat.ts";
import { fen, smallerFen, subtractFen, type Fen } from "../kernel/money.ts";
import type { Price10k } from "../kernel/price.ts";
import { product } from "../kernel/product.ts";
import type { MeterSpan } from "../metering/spans.ts";

/** 基本热费 as a share of what was charged by area. */
export interface BasicShareStep extends RuleSource {
  readonly rule: "basic-share@1";
  /** Of the spaces settled in two parts. */
  readonly areaFen: Fen;
  /** In 1/10000 per cent. */
  readonly share10k: Price10k;
  readonly amountFen: Fen;
}

/** 基本热费 by area. */
export interface BasicAreaStep extends RuleSource {
  readonly rule: "basic-area@1";
  readonly area: "billing-area" | "usable-area";
  readonly areaMilli: AreaMilli;
  readonly price10k: Price10k;
  readonly amountFen: Fen;
}

/** 计量热费: what all meters counted, priced once. */
export interface MeteredStep extends RuleSource {
  readonly rule: "metered@1";
  readonly unit: HeatUnit;
  readonly meters: readonly MeterSpan[];
  readonly price10k: Price10k;
  readonly amountFen: Fen;
}

/** 封顶: what a part is more than is left of what was charged by area; less than zero. */
export interface MeteredCapStep extends RuleSource {
  readonly rule: "metered-cap@1";
  readonly exactFen: Fen;
  /** What was charged by area, and what of it other parts took up. */
  readonly prepaidFen: Fen;
  readonly takenFen: Fen;
  readonly amountFen: Fen;
}

/** 预收面积热费: what was charged by area in advance is taken off, all of it. */
export interface AdvanceStep {
  readonly rule: "advance@1";
  readonly prepaidFen: Fen;
  readonly amountFen: Fen;
}

export type MeteredSteps = BasicShareStep | BasicAreaStep | MeteredStep | MeteredCapStep;

/** 1/10000 per cent: the whole. */
const WHOLE_10K = 1_000_000;

/** Half up to the fen. Source: charging rules, "two-part, pilot form". */
export function basicShareFen({ areaFen, share10k }: Pick<BasicShareStep, "areaFen" | "share10k">) {
  return fen(product([areaFen, share10k], [WHOLE_10K]));
}

/**
 * So many m², kWh or GJ at a price, rounded once, half up to the fen. Source: charging rules,
 * "two-part", per m² and GJ form.
 */
export function unitsFen(units: AreaMilli | HeatMilli, price10k: Price10k): Fen {
  // 1/1000 of a unit × 1/10000 yuan = 1e-7 yuan = 1e-5 fen.
  return fen(product([units, price10k], [100_000]));
}

/** By how much a part is over the cap; zero: it is not. */
export function overCapFen({ exactFen, prepaidFen, takenFen }: Omit<MeteredCapStep, "amountFen">) {
  return subtractFen(smallerFen(exactFen, subtractFen(prepaidFen, takenFen)), exactFen);
}
