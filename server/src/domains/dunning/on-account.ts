import { dunningRuleOn } from "@warmline/shared/catalogue/rules-on.ts";
import { CATEGORIES } from "@warmline/shared/cases/categories.ts";
import { cases } from "@warmline/shared/cases/model.ts";
import { DEFAULT_LADDER, type Ladder } from "@warmline/shared/dunning/ladder.ts";
import {
  dunningCases,
  dunningEvents,
  type DunningCase,
  type DunningEvent,
} from "@warmline/shared/dunning/model.ts";
import {
  dunningStanding,
  type DerivedHold,
  type DunningStanding,
} from "@warmline/shared/dunning/standing.ts";
import { households, type Household } from "@warmline/shared/households/model.ts";
import type { CityDate } from "@warmline/shared/kernel/time.ts";
import { accounts, type Account, type AccountState } from "@warmline/shared/ledger/account.ts";
import type { Entry } from "@warmline/shared/ledger/entry.ts";
import { householdIdOf } from "@warmline/shared/ledger/holder-account.ts";
import { instalmentPlans, type InstalmentPlan } from "@warmline/shared/ledger/plan.ts";
import { planStanding } from "@warmline/shared/ledger/plan-standing.ts";
import { refunds } from "@warmline/shared/ledger/refund.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { holdingCatalogue } from "../catalogue/index.ts";
import { accountIn, readStream } from "../ledger/index.ts";

/** An account with all that its dunning follows from, as read. */
export interface Dunned {
  readonly household: Household;
  readonly account: Account;
  readonly stored: DunningCase | null;
  readonly ladder: Ladder;
  readonly events: readonly DunningEvent[];
  readonly plans: readonly InstalmentPlan[];
  readonly stream: readonly Entry[];
  readonly derived: readonly DerivedHold[];
}

type Reading = Pick<Store, "get" | "getMany" | "find">;

/**
 * Of some accounts those that there are, the same for one and for many: each kind of record is one
 * find. Only of what is in a plan or promised are the entries read, which say whether it is kept.
 */
export async function readDunned(
  reads: Reading,
  accountIds: readonly string[],
  today: CityDate,
): Promise<Map<string, Dunned>> {
  if (accountIds.length === 0) return new Map();
  const householdIds = [...new Set(accountIds.map(householdIdOf))];
  const of = <Doc extends { readonly accountId: string }>(found: readonly Doc[]) =>
    Map.groupBy(found, ({ accountId }) => accountId);
  const store = { store: reads };
  const where = { accountId: [...accountIds] };
  const [houses, states, kept, events, plans, heat, due, ladder] = await Promise.all([
    reads.getMany(households, householdIds),
    reads.getMany(accounts, accountIds),
    reads.getMany(dunningCases, accountIds),
    findAll(store, dunningEvents, { index: "byAccount", where }).then(of),
    findAll(store, instalmentPlans, { index: "byAccount", where }).then(of),
    heldByHeat(reads, householdIds),
    heldByRefund(reads, accountIds),
    ladderOn(reads, today),
  ]);
  const houseOf = new Map(houses.map((one) => [one.id, one]));
  const stateOf = new Map<string, AccountState>(states.map((one) => [one.id, one]));
  const caseOf = new Map(kept.map((one) => [one.id, one]));
  const found = accountIds.map(async (id): Promise<readonly [string, Dunned] | null> => {
    const household = houseOf.get(householdIdOf(id)) ?? null;
    const on = accountIn(household, id, stateOf.get(id) ?? null);
    if (on === null) return null;
    const own = { events: events.get(id) ?? [], plans: plans.get(id) ?? [] };
    const promised = own.events.some(({ fact }) => fact.kind === "promise");
    const stream = promised || own.plans.length > 0 ? await readStream(reads, id) : [];
    const derived: DerivedHold[] = [
      ...(heat.has(on.household.id) ? ["heat-case" as const] : []),
      ...(due.has(id) ? ["refund" as const] : []),
    ];
    const { account } = on;
    const stored = caseOf.get(id) ?? null;
    return [id, { ...own, household: on.household, account, stored, stream, derived, ladder }];
  });
  return new Map((await Promise.all(found)).filter((one) => one !== null));
}

/** The ladder that holds on a day: of the catalogue, or the program's own. */
export async function ladderOn(reads: Reading, day: CityDate): Promise<Ladder> {
  const found = dunningRuleOn(await holdingCatalogue(reads), day);
  if (found === null) return DEFAULT_LADDER;
  const { rule, ...source } = found;
  return { steps: rule.steps, source };
}

/** 未办结的供热工单: whoever is cold is not asked for the money until that is settled. */
async function heldByHeat(reads: Reading, householdIds: readonly string[]): Promise<Set<string>> {
  const where = { householdId: [...householdIds], open: true };
  const found = await findAll({ store: reads }, cases, { index: "byHouseholdOpen", where });
  const heat = found.filter(({ category }) => CATEGORIES[category].family === "heat");
  return new Set(heat.flatMap(({ householdId = [] }) => householdId));
}

/** 待付退费: what is being paid out may still pay what is open. */
async function heldByRefund(reads: Reading, accountIds: readonly string[]): Promise<Set<string>> {
  const where = { accountId: [...accountIds] };
  const found = await findAll({ store: reads }, refunds, { index: "byAccount", where });
  return new Set(found.flatMap(({ state, accountId }) => (state === "due" ? accountId : [])));
}

export function standingOn(
  { account, plans, stream, ...dunned }: Dunned,
  today: CityDate,
): DunningStanding {
  const kept = plans.filter((plan) => planStanding(plan, stream, today).state === "kept");
  const planned = new Set(kept.flatMap(({ items }) => items.map(({ itemId }) => itemId)));
  return dunningStanding({ ...dunned, items: account.items, planned, stream }, today);
}
