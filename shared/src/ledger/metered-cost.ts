import type { MeteredRule } from "../catalogue/metered-rule.ts";
import type { RuleSource } from "../catalogue/rules-on.ts";
import type { AreaMilli } from "../kernel/area.ts";
import { ZERO_FEN, type Fen } from "../kernel/money.ts";
import { heatOf, type MeterSpan } from "../metering/spans.ts";
import { sumFen } from "./lines.ts";
import {
  basicShareFen,
  overCapFen,
  unitsFen,
  type BasicAreaStep,
  type BasicShareStep,
  type MeteredCapStep,
  type MeteredSteps,
} from "./metered.ts";

/** A season of what a household has settled by meter and in two parts. */
export interface MeteredSeason {
  /** 预收面积热费: what all of it was charged by area. */
  readonly prepaidFen: Fen;
  readonly meters: readonly MeterSpan[];
  /** What is settled in two parts, of which alone there is a basic part. */
  readonly twoPart: {
    /** What it was charged by area, without what was rounded to the yuan. */
    readonly areaFen: Fen;
    readonly billingAreaMilli: AreaMilli;
    readonly usableAreaMilli: AreaMilli;
  };
}

/** 基本热费 and 计量热费, which may come to nothing. */
export interface MeteredCost {
  readonly basic: readonly MeteredSteps[];
  readonly metered: readonly MeteredSteps[];
}

/**
 * 计量结算: what a season comes to by its meters, each line rounded once. Where the rule has a cap,
 * both parts together are at most what was charged by area: the basic part comes first. Source:
 * charging rules, "two-part", all three forms.
 */
export function meteredCost(
  { prepaidFen, meters, twoPart }: MeteredSeason,
  { rule, ...source }: RuleSource & { readonly rule: MeteredRule },
): MeteredCost {
  const { heatUnit: unit, price10k, capped } = rule;
  const within = (takenFen: Fen, steps: readonly MeteredSteps[]) => {
    const exact = { exactFen: sumFen(steps), prepaidFen, takenFen };
    const cap = { rule: "metered-cap@1" as const, ...exact, ...source };
    const over: MeteredCapStep = { ...cap, amountFen: overCapFen(cap) };
    return capped && over.amountFen !== 0 ? [...steps, over] : steps;
  };
  const basic = within(ZERO_FEN, basicSteps(twoPart, rule, source));
  const amountFen = unitsFen(heatOf(meters), price10k);
  const counted = { rule: "metered@1" as const, unit, meters, price10k, ...source, amountFen };
  return { basic, metered: within(sumFen(basic), [counted]) };
}

function basicSteps(
  { areaFen, billingAreaMilli, usableAreaMilli }: MeteredSeason["twoPart"],
  { basic }: MeteredRule,
  source: RuleSource,
): (BasicShareStep | BasicAreaStep)[] {
  if (billingAreaMilli === 0) return [];
  if (basic.form === "share") {
    const of = { areaFen, share10k: basic.share10k, ...source };
    return [{ rule: "basic-share@1", ...of, amountFen: basicShareFen(of) }];
  }
  const { form: area, price10k } = basic;
  const areaMilli = area === "billing-area" ? billingAreaMilli : usableAreaMilli;
  const amountFen = unitsFen(areaMilli, price10k);
  return [{ rule: "basic-area@1", area, areaMilli, price10k, ...source, amountFen }];
}
