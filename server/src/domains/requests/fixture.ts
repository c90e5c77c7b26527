import { logins, staff } from "@warmline/shared/staff/model.ts";
import type { Role, Scope, StaffActor } from "@warmline/shared/access/actor.ts";
import type { HeatingSpace } from "@warmline/shared/households/model.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { requests, type ApprovalRequest } from "@warmline/shared/requests/model.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { anyApprovable } from "../../platform/commands/approvable.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import type { Deps } from "../../platform/deps.ts";
import { cataloguing } from "../catalogue/change-request.ts";
import { refunding } from "../ledger/refund-request.ts";
import { relieving } from "../ledger/relief-request.ts";
import { askReversal, reversal } from "../ledger/reversal-request.ts";
import { respacing } from "../ledger/space-request.ts";
import { restopping } from "../ledger/stop-request.ts";
import { settlingMetered } from "../ledger/settlement-request.ts";
import { agreeingPlan } from "../ledger/agree-plan.ts";
import { writingOff } from "../ledger/write-off-request.ts";
import {
  caller,
  done,
  openLedgerRoom,
  paid,
  paying,
  settle,
  XICHENG,
  type Engine,
} from "../ledger/testing.ts";
import { sealing } from "../carryforwards/seal-request.ts";
import { withdrawing } from "../carryforwards/withdraw-request.ts";
import { refundingOutage } from "../outagerefunds/refund-request.ts";
import { orderingValve } from "../dunning/valve-commands.ts";
import { sendingByRun } from "../dunningruns/send-request.ts";
import { undoingOutage } from "../outagerefunds/undo-request.ts";
import { chargingByRun } from "../seasonruns/charge-request.ts";
import { undoingRun } from "../seasonruns/undo-request.ts";
import { approveCommand } from "./approve-request.ts";
import { registryOf } from "./registry.ts";
import { declineCommand, withdrawCommand } from "./settle-requests.ts";

/** For tests: a ledger with those who ask and those who approve, on a real engine. */
export const registry = registryOf([
  anyApprovable(reversal),
  anyApprovable(respacing),
  anyApprovable(refunding),
  anyApprovable(restopping),
  anyApprovable(relieving),
  anyApprovable(writingOff),
  anyApprovable(settlingMetered),
  anyApprovable(agreeingPlan),
  anyApprovable(orderingValve),
  anyApprovable(sendingByRun),
  anyApprovable(cataloguing),
  anyApprovable(refundingOutage),
  anyApprovable(undoingOutage),
  anyApprovable(chargingByRun),
  anyApprovable(undoingRun),
  anyApprovable(sealing),
  anyApprovable(withdrawing),
]);
const approve = approveCommand(registry);
const decline = declineCommand(registry);
const withdraw = withdrawCommand(registry);

function post(id: string, role: Role, scope: Scope = { kind: "city" }): StaffActor {
  return { kind: "staff", id, name: id, roles: [role], scope };
}

export const people = {
  cashier: post("cashier", "cashier", XICHENG),
  manager: post("manager", "hall-manager", XICHENG),
  /** Of all halls. */
  other: post("other", "hall-manager"),
  otherManager: post("otherManager", "hall-manager", { kind: "hall", hallId: "hall-nancheng" }),
  finance: post("finance", "finance"),
  second: post("second", "finance"),
  third: post("third", "finance"),
  admin: post("admin", "administrator"),
};
export type Post = keyof typeof people;

export async function openApprovalRoom(
  engine: Engine = "sqlite",
  households = 2,
  spaces?: readonly HeatingSpace[],
) {
  const room = await openLedgerRoom(engine);
  await settle(room.deps, households, spaces === undefined ? {} : { spaces });
  const writes = Object.values(people).flatMap(({ kind: _, id, ...person }) => [
    insert(staff, { id, login: id, ...person, active: true, passwordHash: "" }),
    insert(logins, { id, staffId: id }),
  ]);
  const committed = await room.deps.store.commit(writes);
  if (!committed.ok) throw new Error("the staff is there already");
  return { ...room, ...desk(room.deps) };
}

/** What people do, on one node. */
export function desk(deps: Deps) {
  const found = async (id: string): Promise<ApprovalRequest> =>
    (await deps.store.get(requests, id))!;
  return {
    found,
    /** A payment taken in the hall, in yuan, by card: it needs no till; answers its entry. */
    async paid(yuan: number, householdId = "h0") {
      const input = paying(householdId, fen(yuan * 100), { method: "card" });
      return (await paid(deps, caller(people.cashier), input)).entryId;
    },
    ask: (by: Post, entryId: string) =>
      runCommand(deps, caller(people[by]), askReversal, { id: entryId, reason: "收错户" }),
    async asked(by: Post, entryId: string) {
      const input = { id: entryId, reason: "收错户" };
      return found((await done(deps, caller(people[by]), askReversal, input)).id);
    },
    async approve(by: Post, id: string, key?: string) {
      const { rev } = await found(id);
      return runCommand(deps, caller(people[by], key), approve, { id, rev });
    },
    approveSeen: (by: Post, { id, rev }: Pick<ApprovalRequest, "id" | "rev">, key?: string) =>
      runCommand(deps, caller(people[by], key), approve, { id, rev }),
    async decline(by: Post, id: string) {
      const { rev } = await found(id);
      return runCommand(deps, caller(people[by]), decline, { id, rev, reason: "票据不符" });
    },
    async withdraw(by: Post, id: string) {
      const { rev } = await found(id);
      return runCommand(deps, caller(people[by]), withdraw, { id, rev, reason: "不用了" });
    },
  };
}

export function codeOf(result: { readonly ok: boolean; readonly code?: string }): string {
  return result.ok ? "ok" : (result.code ?? "");
}
