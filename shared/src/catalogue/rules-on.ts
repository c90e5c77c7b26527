import type { CityDate } from "../kernel/time.ts";
import { isOffered, type Catalogue, type RuleRow } from "./catalogue.ts";
import type { ChargingRule, LateFeeRule, OverHeight } from "./charging-rule.ts";
import type { MeteredRule } from "./metered-rule.ts";
import type { StopTerms } from "./stop-terms.ts";

/** Where a rule stands: what is charged by it names both. */
export interface RuleSource {
  readonly ruleCode: string;
  readonly catalogueVersion: number;
}

/** 收费规则 of one season; what is absent does not hold for it. */
export interface ChargingRules {
  readonly overHeight?: RuleSource & { readonly rule: OverHeight };
  readonly wholeYuan?: RuleSource;
  readonly lateFee?: RuleSource & { readonly rule: LateFeeRule };
  readonly metered?: RuleSource & { readonly rule: MeteredRule };
  readonly stopTerms?: RuleSource & { readonly rule: StopTerms };
}

/** The rules that hold for a season which begins on a day. */
export function chargingRulesOn(catalogue: RulesOf, day: CityDate): ChargingRules {
  const on = <K extends ChargingRule["kind"]>(kind: K) => ruleOn(catalogue, kind, day);
  const [overHeight, wholeYuan] = [on("over-height"), on("whole-yuan")];
  const [lateFee, metered, stopTerms] = [on("late-fee"), on("metered"), on("stop-terms")];
  return {
    ...(overHeight && { overHeight }),
    ...(wholeYuan && { wholeYuan: sourceOf(wholeYuan) }),
    ...(lateFee && { lateFee }),
    ...(metered && { metered }),
    ...(stopTerms && { stopTerms }),
  };
}

type RulesOf = Pick<Catalogue, "rules" | "version">;

export function sourceOf({ ruleCode, catalogueVersion }: RuleSource): RuleSource {
  return { ruleCode, catalogueVersion };
}

/** The one rule of a kind that holds on a day; null: the catalogue has none. */
function ruleOn<K extends ChargingRule["kind"]>(
  { rules, version }: RulesOf,
  kind: K,
  day: CityDate,
) {
  const found = rules.find((row) => row.rule.kind === kind && isOffered(row, day));
  if (found === undefined) return null;
  const rule = found.rule as Extract<ChargingRule, { kind: K }>;
  return { ruleCode: found.code, catalogueVersion: version, rule };
}

/** 当日税率: the rates of a day; null: the catalogue has none for it. */
export function vatRuleOn(catalogue: RulesOf, day: CityDate) {
  return ruleOn(catalogue, "vat", day);
}

/** 当日催缴阶梯; null: the catalogue has none for the day. */
export function dunningRuleOn(catalogue: RulesOf, day: CityDate) {
  return ruleOn(catalogue, "dunning", day);
}

/** 当日分期条件; null: the catalogue has none for the day. */
export function planTermsOn(catalogue: RulesOf, day: CityDate) {
  return ruleOn(catalogue, "plan-terms", day);
}

/** Two rules of a kind that would both hold for some season; null: there are none. */
export function overlappingRules(rules: readonly RuleRow[]): readonly [RuleRow, RuleRow] | null {
  for (const [place, one] of rules.entries()) {
    const other = rules.slice(place + 1).find((next) => overlap(one, next));
    if (other !== undefined) return [one, other];
  }
  return null;
}

function overlap(left: RuleRow, right: RuleRow): boolean {
  if (left.rule.kind !== right.rule.kind) return false;
  const endsBefore = (one: RuleRow, next: RuleRow) =>
    one.until !== undefined && one.until <= next.from;
  return !endsBefore(left, right) && !endsBefore(right, left);
}
