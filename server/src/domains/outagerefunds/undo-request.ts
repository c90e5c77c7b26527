import { fen, formatYuan } from "@warmline/shared/kernel/money.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { outageRefunds } from "@warmline/shared/outagerefunds/model.ts";
import { outageRefundPermissions } from "@warmline/shared/outagerefunds/permissions.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { approvable, needsRequest } from "../../platform/commands/approvable.ts";
import { command, type Decision } from "../../platform/commands/command.ts";
import { actOf, askCommand, previewCommand } from "../requests/index.ts";
import { type RefundRef } from "./begin-command.ts";
import {
  OUTAGE_REFUND_POLICY,
  readRefund,
  scopeOf,
  subjectsOf,
  type RefundAsked,
} from "./refund-request.ts";

type UndoCode = "not-found" | "outage-refund-not-done" | "approval-needed";

/**
 * 整片退费冲正, the inverse: each of its entries that still stands is reversed, by a job. Refusals,
 * in this order: `not-found`, `outage-refund-not-done`, `approval-needed`.
 */
const undoOutageRefund = command({
  name: "outagerefunds.undo",
  scope: "city",
  load: (reads, { id }: RefundAsked) => readRefund(reads, id),
  seen: ({ refund }, { rev }) => ({
    seen: rev,
    now: refund.rev,
    subject: `outageRefunds/${refund.id}`,
  }),
  decide({ refund }, { reason }, moment): Result<Decision<RefundRef>, UndoCode> {
    if (refund.state !== "done") return refuse("outage-refund-not-done");
    if (needsRequest(moment)) return refuse("approval-needed");
    const { endedAt: _, ...rest } = refund;
    const undone = { ...actOf(moment), reason };
    return ok({
      value: { id: refund.id },
      writes: [replace(outageRefunds, refund, { ...rest, state: "undoing", undone })],
      subjects: subjectsOf(refund),
      reason,
    });
  },
});

/** 整片退费冲正申请. */
export const undoingOutage = approvable({
  command: undoOutageRefund,
  ask: outageRefundPermissions.run,
  policy: OUTAGE_REFUND_POLICY,
  approvers: [outageRefundPermissions.approve],
  about: ({ id }) => `outageRefunds/${id}`,
  show: (shown) => {
    const { households = 0, amountFen = fen(0) } = shown.refund.posted ?? {};
    const changes = [
      ...scopeOf(shown),
      { field: "run-households", from: [String(households)], to: ["0"] },
      { field: "run-amount", from: [formatYuan(amountFen)], to: [] },
    ];
    const label = shown.incident.number;
    return { label, place: "city", amountFen, preview: { changes, entries: [], owed: [] } };
  },
});

/** Refusals, in this order: those of `undoOutageRefund`, `request-pending`. */
export const askUndoing = askCommand({ name: "outagerefunds.ask-undo", of: undoingOutage });

/** Nothing is written. Refusals as of `askUndoing`, without the last. */
export const previewUndoing = previewCommand(undoingOutage);
