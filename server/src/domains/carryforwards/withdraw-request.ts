import {
  CARRY_OPEN,
  carryForwards,
  type CarryForward,
} from "@warmline/shared/carryforwards/model.ts";
import { carryForwardPermissions } from "@warmline/shared/carryforwards/permissions.ts";
import { mayWithdraw } from "@warmline/shared/carryforwards/rules.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { approvable, needsRequest } from "../../platform/commands/approvable.ts";
import { command, type Decision } from "../../platform/commands/command.ts";
import { actOf, askCommand, previewCommand } from "../requests/index.ts";
import { newestSealed, type CarryRef } from "./begin-command.ts";
import { CARRY_POLICY, shownOf, type CarryAsked } from "./seal-request.ts";

interface Withdrawing {
  readonly carry: CarryForward;
  /** One that begins where it ends, sealed or not. */
  readonly next: CarryForward | undefined;
}

type WithdrawCode = "not-found" | "carry-not-sealed" | "carry-followed" | "approval-needed";

/**
 * 撤回, the inverse of the seal: only of the newest, as the next one begins where it ends. Refusals,
 * in this order: `not-found`, `carry-not-sealed`, `carry-followed`, `approval-needed`.
 */
const withdrawCarry = command({
  name: "carryforwards.withdraw",
  scope: "city",
  async load(reads, { id }: CarryAsked): Promise<Result<Withdrawing, WithdrawCode>> {
    const carry = await reads.get(carryForwards, id);
    if (carry === null) return refuse("not-found");
    const where = { state: [...CARRY_OPEN] };
    const [open] = await reads.find(carryForwards, { index: "byState", where, limit: 1 });
    const newest = await newestSealed(reads);
    const later = newest !== undefined && newest.day > carry.day ? newest : undefined;
    return ok({ carry, next: later ?? open });
  },
  seen: ({ carry: { id, rev: now } }, { rev: seen }) => {
    return { seen, now, subject: `carryForwards/${id}` };
  },
  decide({ carry, next }, { reason }, moment): Result<Decision<CarryRef>, WithdrawCode> {
    const may = mayWithdraw(carry);
    if (!may.ok) return may;
    if (next !== undefined) return refuse("carry-followed", { day: next.day });
    if (needsRequest(moment)) return refuse("approval-needed");
    const { id } = carry;
    const withdrawn = { ...actOf(moment), reason };
    return ok({
      value: { id },
      writes: [replace(carryForwards, carry, { ...carry, state: "withdrawn", withdrawn })],
      subjects: [`carryForwards/${id}`],
      reason,
    });
  },
});

/** 撤回申请. */
export const withdrawing = approvable({
  command: withdrawCarry,
  ask: carryForwardPermissions.run,
  policy: CARRY_POLICY,
  approvers: [carryForwardPermissions.approve],
  about: ({ id }) => `carryForwards/${id}`,
  show: ({ carry }) => shownOf(carry),
});

/** Refusals, in this order: those of `withdrawCarry`, `request-pending`. */
export const askWithdrawal = askCommand({ name: "carryforwards.ask-withdrawal", of: withdrawing });

/** Nothing is written. Refusals as of `askWithdrawal`, without the last. */
export const previewWithdrawal = previewCommand(withdrawing);
