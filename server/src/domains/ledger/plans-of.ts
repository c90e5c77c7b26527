import type { Actor } from "@warmline/shared/access/actor.ts";
import { DEFAULT_PLAN_TERMS } from "@warmline/shared/catalogue/plan-terms.ts";
import { addressLine } from "@warmline/shared/households/address-line.ts";
import { mapOk, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate, type CityDate } from "@warmline/shared/kernel/time.ts";
import type { Entry } from "@warmline/shared/ledger/entry.ts";
import { holderOf } from "@warmline/shared/ledger/holder-account.ts";
import type { PlanAnswer, PlansAnswer } from "@warmline/shared/ledger/plan-api.ts";
import { planStanding } from "@warmline/shared/ledger/plan-standing.ts";
import { instalmentPlans, type InstalmentPlan } from "@warmline/shared/ledger/plan.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import type { Deps } from "../../platform/deps.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { accountFor, readStream, type ReadCode } from "./posting.ts";

/** The plans of an account, the newest first. */
export function readPlans(
  reads: Pick<Store, "find">,
  accountId: string,
): Promise<InstalmentPlan[]> {
  const where = { accountId };
  return findAll({ store: reads }, instalmentPlans, {
    index: "byAccount",
    where,
    order: "descending",
  });
}

/** The plan that is being kept over something of these seasons, if any. */
export function keptPlan(
  plans: readonly InstalmentPlan[],
  stream: readonly Entry[],
  seasons: readonly string[],
  today: CityDate,
): InstalmentPlan | undefined {
  return plans.find(
    (plan) =>
      plan.items.some(({ season }) => seasons.includes(season)) &&
      planStanding(plan, stream, today).state === "kept",
  );
}

/** Each with what is paid of it. Refusals, in this order: `not-found`, `out-of-scope`. */
export async function plansOf(
  deps: Pick<Deps, "store" | "clock">,
  actor: Actor,
  accountId: string,
): Promise<Result<PlansAnswer, ReadCode>> {
  const found = await accountFor(deps, actor, accountId);
  if (!found.ok) return found;
  const plans = await readPlans(deps.store, accountId);
  const stream = plans.length === 0 ? [] : await readStream(deps.store, accountId);
  const today = cityDate(deps.clock.now());
  return mapOk(found, ({ household }) => ({
    holder: holderOf(household, accountId) ?? household.name,
    householdNumber: household.number,
    address: addressLine(household.address),
    plans: plans.map((plan) => shown(plan, stream, today)),
  }));
}

function shown(plan: InstalmentPlan, stream: readonly Entry[], today: CityDate): PlanAnswer {
  const { id, agreedOn, reason, items, cancelled } = plan;
  const { graceDays = DEFAULT_PLAN_TERMS.graceDays } = plan;
  return {
    id,
    agreedOn,
    reason,
    seasons: [...new Set(items.map(({ season }) => season))],
    itemIds: items.map(({ itemId }) => itemId),
    graceDays,
    ...planStanding(plan, stream, today),
    ...(cancelled === undefined ? {} : { cancelledOn: cancelled.on }),
  };
}
