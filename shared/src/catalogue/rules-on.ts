import type { CityDate } from "../kernel/time.ts";
import { isOffered, type Catalogue, type RuleRow } from "./catalogue.ts";
import type { LateFeeRule, OverHeight } from "./charging-rule.ts";
import type { MeteredRule } from "./metered-rule.ts";
import type { DunningRule } from "./dunning-rule.ts";
import type { VatRule } from "./vat-rule.ts";

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
}

/** The rules that hold for a season which begins on a day. */
export function chargingRulesOn({ rules, version }: Catalogue, day: CityDate): ChargingRules {
  const holding = rules.filter((row) => isOffered(row, day));
  const source = ({ code }: RuleRow) => ({ ruleCode: code, catalogueVersion: version });
  const overHeight = holding.flatMap((row) =>
    row.rule.kind === "over-height" ? [{ ...source(row), rule: row.rule }] : [],
  )[0];
  const wholeYuan = holding.find(({ rule }) => rule.kind === "whole-yuan");
  const lateFee = holding.flatMap((row) =>
    row.rule.kind === "late-fee" ? [{ ...source(row), rule: row.rule }] : [],
  )[0];
  const metered = holding.flatMap((row) =>
    row.rule.kind === "metered" ? [{ ...source(row), rule: row.rule }] : [],
  )[0];
  return {
    ...(overHeight === undefined ? {} : { overHeight }),
    ...(wholeYuan === undefined ? {} : { wholeYuan: source(wholeYuan) }),
    ...(lateFee === undefined ? {} : { lateFee }),
    ...(metered === undefined ? {} : { metered }),
  };
}

type DatedRule = VatRule | DunningRule;

/** A rule that holds for days; null: the catalogue has none for this one. */
function ruleOn<K extends DatedRule["kind"]>(
  { rules, version }: Pick<Catalogue, "rules" | "version">,
  kind: K,
  day: CityDate,
) {
  const found = rules.find((row) => row.rule.kind === kind && isOffered(row, day));
  if (found === undefined) return null;
  const rule = found.rule as Extract<DatedRule, { kind: K }>;
  return { ruleCode: found.code, catalogueVersion: version, rule };
}

/** 当日税率: the rates of a day; null: the catalogue has none for it. */
export function vatRuleOn(catalogue: Pick<Catalogue, "rules" | "version">, day: CityDate) {
  return ruleOn(catalogue, "vat", day);
}

/** 当日催缴阶梯; null: the catalogue has none for the day. */
export function dunningRuleOn(catalogue: Pick<Catalogue, "rules" | "version">, day: CityDate) {
  return ruleOn(catalogue, "dunning", day);
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
