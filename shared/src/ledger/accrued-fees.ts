import type { RuleSource } from "../catalogue/rules-on.ts";
import type { LateFeeRule } from "../catalogue/charging-rule.ts";
import { subtractFen, totalFen } from "../kernel/money.ts";
import { addDays, type CityDate } from "../kernel/time.ts";
import { byItemOrder, type OpenItem } from "./account.ts";
import { replay, type Entry } from "./entry.ts";
import { disputedDays } from "./dispute-days.ts";
import type { FeeId } from "./fees.ts";
import { entryOfItem } from "./item-steps.ts";
import type { AccruedFee } from "./kinds/late-fee.ts";
import { lateFeeFen } from "./late-fee.ts";
import { lateFeesOf, stands } from "./late-items.ts";
import { changesOf, outsideSpans, overduePeriods } from "./overdue.ts";
import type { InstalmentPlan } from "./plan.ts";
import { pausesOf } from "./plan-standing.ts";
import type { Position } from "./position.ts";
import type { LateFeeStep } from "./steps.ts";

/** By which rule the items of a season are late; undefined: by none. */
export type LateRules = (season: string) => LateRule | undefined;
export type LateRule = RuleSource & { readonly rule: LateFeeRule };

interface Accruing {
  readonly until: CityDate;
  readonly rules: LateRules;
  /** 分期: of the account; days of a plan that is kept do not count. */
  readonly plans?: readonly InstalmentPlan[];
}

/**
 * What the items of an account have come to by being late, by the end of a day: of each item that
 * stands, has a day on which it was due and is of a fee that its season's rule names, in the order
 * in which they are paid. Days in a plan that is kept, and those of a dispute, do not count. Of
 * what stayed with a former holder nothing is asked here.
 */
export function accruedFees(
  accountId: string,
  entries: readonly Entry[],
  { until, rules, plans = [] }: Accruing,
): AccruedFee[] {
  const position = replay(accountId, entries);
  const changes = changesOf(entries);
  const pauses = [pausesOf(plans, entries, until), disputedDays(entries, until)];
  const bookedOn = new Map(entries.map((one) => [one.id, one.bookedOn]));
  return [...position.items.values()].toSorted(byItemOrder).flatMap((item): AccruedFee[] => {
    const { itemId, season, fee } = item;
    const source = rules(season);
    const from = dueBy(item, bookedOn.get(entryOfItem(itemId)));
    if (source === undefined || from === null || !isAsked(position, item, source.rule)) return [];
    const { graceDays } = source.rule;
    const span = { from: addDays(from, graceDays + 1), until };
    const overdue = overduePeriods(changes.get(itemId) ?? [], span);
    const spans = pauses.flatMap((one) => one.get(itemId) ?? []);
    const periods = outsideSpans(overdue, spans);
    if (periods.length === 0) return [];
    return [{ lateOf: itemId, season, step: stepOf(position, { itemId, fee, periods }, source) }];
  });
}

/** The day by which it was to be paid: nobody is late with what was not charged yet. */
function dueBy({ dueOn }: OpenItem, chargedOn: CityDate | undefined): CityDate | null {
  if (dueOn === undefined || chargedOn === undefined) return null;
  return dueOn > chargedOn ? dueOn : chargedOn;
}

/** What is written off earns no late fee, also not for the days before: nobody expects it. */
function isAsked(position: Position, item: OpenItem, { fees }: LateFeeRule): boolean {
  const { itemId, fee, writtenOffFen } = item;
  const isExpected = writtenOffFen === undefined && !position.away.has(itemId);
  return fees.includes(fee) && isExpected && stands(position, item);
}

function stepOf(
  position: Position,
  late: { readonly itemId: string; readonly fee: FeeId } & Pick<LateFeeStep, "periods">,
  { ruleCode, catalogueVersion, rule }: LateRule,
): LateFeeStep {
  const { itemId, fee, periods } = late;
  const { share10k, maxShare10k } = rule;
  const chargedFen = totalFen(lateFeesOf(position, itemId).map(({ amountFen }) => amountFen));
  const reckoned = { periods, share10k, maxShare10k };
  const amountFen = subtractFen(lateFeeFen(reckoned), chargedFen);
  const source = { ruleCode, catalogueVersion };
  return { rule: "late-fee@1", ...source, fee, ...reckoned, chargedFen, amountFen };
}
