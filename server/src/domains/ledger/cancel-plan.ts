import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate } from "@warmline/shared/kernel/time.ts";
import type { Entry } from "@warmline/shared/ledger/entry.ts";
import type { InstalmentPlan } from "@warmline/shared/ledger/plan.ts";
import { instalmentPlans } from "@warmline/shared/ledger/plan.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { command, type Decision } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { actOf } from "../requests/index.ts";
import type { PlanRef } from "./agree-plan.ts";
import { keptPlan, readPlans } from "./plans-of.ts";
import { readAccount, readStream, type HouseholdAccount } from "./posting.ts";

interface OfPlan {
  /** The account. */
  readonly id: string;
  readonly planId: string;
  readonly reason: string;
}

interface OnPlan extends HouseholdAccount {
  /** Of this account; undefined: it has none of that id. */
  readonly plan: InstalmentPlan | undefined;
  readonly plans: readonly InstalmentPlan[];
  readonly stream: readonly Entry[];
}

async function readPlan(
  reads: Reads,
  { id, planId }: OfPlan,
): Promise<Result<OnPlan, "not-found">> {
  const found = await readAccount(reads, id);
  if (!found.ok) return found;
  const [plans, stream] = await Promise.all([readPlans(reads, id), readStream(reads, id)]);
  return ok({ ...found.value, plan: plans.find((one) => one.id === planId), plans, stream });
}

/**
 * 撤销分期: from today on it counts no more, and what is open is late as without it. Its inverse is
 * `resumePlan`. Refusals, in this order: `not-found`, `no-such-plan` (of this account), `plan-over`
 * (cancelled already).
 */
export const cancelPlan = command({
  name: "ledger.cancel-plan",
  mutex: ({ id }: OfPlan) => `accounts/${id}`,
  scope: ({ household }: OnPlan) => household.place,
  load: readPlan,
  decide(state, { reason }, moment): Result<Decision<PlanRef>, "no-such-plan" | "plan-over"> {
    const { plan } = state;
    if (plan === undefined) return refuse("no-such-plan");
    if (plan.cancelled !== undefined) return refuse("plan-over");
    const cancelled = { ...actOf(moment), on: cityDate(moment.at), reason };
    return written(state, plan, { ...plan, cancelled }, reason);
  },
});

type ResumeCode = "no-such-plan" | "plan-stands" | "in-plan";

/**
 * 恢复分期: a cancellation by mistake is taken back, as if it had never been; it stays to be seen in
 * the plan. Refusals, in this order: `not-found`, `no-such-plan`, `plan-stands` (it is not
 * cancelled), `in-plan` (something of it is in another plan that is kept).
 */
export const resumePlan = command({
  name: "ledger.resume-plan",
  mutex: ({ id }: OfPlan) => `accounts/${id}`,
  scope: ({ household }: OnPlan) => household.place,
  load: readPlan,
  decide(state, { reason }, moment): Result<Decision<PlanRef>, ResumeCode> {
    const { plan, plans, stream } = state;
    if (plan === undefined) return refuse("no-such-plan");
    const { cancelled, takenBack = [], ...rest } = plan;
    if (cancelled === undefined) return refuse("plan-stands");
    const seasons = [...new Set(plan.items.map(({ season }) => season))];
    const kept = keptPlan(plans, stream, seasons, cityDate(moment.at));
    if (kept !== undefined) return refuse("in-plan", { day: kept.agreedOn });
    const resumed = { ...actOf(moment), reason };
    return written(
      state,
      plan,
      { ...rest, takenBack: [...takenBack, { cancelled, resumed }] },
      reason,
    );
  },
});

function written(
  { household }: OnPlan,
  plan: InstalmentPlan,
  next: Parameters<typeof replace<InstalmentPlan>>[2],
  reason: string,
): Result<Decision<PlanRef>, never> {
  return ok({
    value: { id: plan.id },
    writes: [replace(instalmentPlans, plan, next)],
    subjects: [`households/${household.id}`, `instalmentPlans/${plan.id}`],
    reason,
  });
}
