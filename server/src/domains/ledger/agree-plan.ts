import type { Catalogue } from "@warmline/shared/catalogue/catalogue.ts";
import { DEFAULT_PLAN_TERMS } from "@warmline/shared/catalogue/plan-terms.ts";
import { planTermsOn, sourceOf } from "@warmline/shared/catalogue/rules-on.ts";
import { formatYuan, totalFen } from "@warmline/shared/kernel/money.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate } from "@warmline/shared/kernel/time.ts";
import type { Entry } from "@warmline/shared/ledger/entry.ts";
import { ledgerPermissions } from "@warmline/shared/ledger/permissions.ts";
import { PLAN_POLICY } from "@warmline/shared/ledger/plan-policy.ts";
import {
  instalmentPlans,
  refusePlan,
  type Instalment,
  type InstalmentPlan,
  type PlanCode,
  type PlannedItem,
} from "@warmline/shared/ledger/plan.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { approvable, needsRequest } from "../../platform/commands/approvable.ts";
import { command, type Decision } from "../../platform/commands/command.ts";
import { actOf, askCommand, previewCommand } from "../requests/index.ts";
import { holdingCatalogue } from "../catalogue/index.ts";
import { keptPlan, readPlans } from "./plans-of.ts";
import { labelOf } from "./posted-preview.ts";
import { readAccount, readStream, type HouseholdAccount } from "./posting.ts";

export interface AgreePlan {
  /** The account: the household's, or what stayed with a former holder. */
  readonly id: string;
  /** All that is open of these. */
  readonly seasons: readonly string[];
  readonly instalments: readonly Instalment[];
  readonly reason: string;
}

interface Agreeing extends HouseholdAccount {
  readonly stream: readonly Entry[];
  readonly plans: readonly InstalmentPlan[];
  readonly catalogue: Catalogue;
}

export interface PlanRef {
  readonly id: string;
}

type AgreeCode = "not-found" | "approval-needed" | "season-not-owed" | "in-plan" | PlanCode;

/**
 * 分期缴费: what is open of some seasons is agreed to be paid in parts. By request alone; its inverse
 * is `cancelPlan`. Refusals, in this order: `not-found`, `approval-needed`, `season-not-owed`,
 * `in-plan` (something of them is in a plan that is kept), as of `refusePlan`, by today's terms.
 */
const agreePlan = command({
  name: "ledger.agree-plan",
  mutex: ({ id }: AgreePlan) => `accounts/${id}`,
  scope: ({ household }: Agreeing) => household.place,
  async load(reads, { id }: AgreePlan): Promise<Result<Agreeing, AgreeCode>> {
    const found = await readAccount(reads, id);
    if (!found.ok) return found;
    const [stream, plans, catalogue] = await Promise.all([
      readStream(reads, id),
      readPlans(reads, id),
      holdingCatalogue(reads),
    ]);
    return ok({ ...found.value, stream, plans, catalogue });
  },
  decide(
    state,
    { id, seasons, instalments, reason },
    moment,
  ): Result<Decision<PlanRef>, AgreeCode> {
    if (needsRequest(moment)) return refuse("approval-needed");
    const today = cityDate(moment.at);
    const { household, account, stream, plans } = state;
    const items = account.items
      .filter(({ season }) => seasons.includes(season))
      .map(({ itemId, season, fee, openFen }): PlannedItem => ({ itemId, season, fee, openFen }));
    const paid = seasons.find((one) => items.every(({ season }) => season !== one));
    if (paid !== undefined) return refuse("season-not-owed", { season: paid });
    const kept = keptPlan(plans, stream, seasons, today);
    if (kept !== undefined) return refuse("in-plan", { day: kept.agreedOn });
    const held = planTermsOn(state.catalogue, today);
    const terms = held?.rule ?? DEFAULT_PLAN_TERMS;
    const refusal = refusePlan(instalments, items, today, terms);
    if (refusal !== null) return refusal;
    const plan = {
      id: moment.nextId(),
      accountId: id,
      items,
      instalments,
      agreedAt: moment.at,
      agreedOn: today,
      agreed: actOf(moment),
      reason,
      graceDays: terms.graceDays,
      ...(held && { terms: sourceOf(held) }),
    };
    return ok({
      value: { id: plan.id },
      writes: [insert(instalmentPlans, plan)],
      subjects: [`households/${household.id}`, `instalmentPlans/${plan.id}`],
      reason,
    });
  },
});

/** 分期协议申请. */
export const agreeingPlan = approvable({
  command: agreePlan,
  ask: ledgerPermissions.askPlan,
  policy: PLAN_POLICY,
  approvers: [ledgerPermissions.approvePlan],
  about: ({ id }) => `accounts/${id}`,
  show: ({ household, account }, { seasons, instalments }) => {
    const told = instalments.map(({ dueOn, amountFen }) => `${dueOn} ${formatYuan(amountFen)}`);
    return {
      label: labelOf(household, account.id),
      amountFen: totalFen(instalments.map(({ amountFen }) => amountFen)),
      place: household.place,
      preview: {
        changes: [
          { field: "season", from: [], to: [...seasons] },
          { field: "instalments", from: [], to: told },
        ],
        entries: [],
        owed: [],
      },
    };
  },
});

/** 申请分期. Refusals, in this order: those of the command but `approval-needed`, `request-pending`. */
export const askPlan = askCommand({ name: "ledger.ask-plan", of: agreeingPlan });

/** Nothing is written. Refusals as of `askPlan`, without the last. */
export const previewPlan = previewCommand(agreeingPlan);
