import { incidents, type Incident } from "@warmline/shared/incidents/model.ts";
import { sameContent } from "@warmline/shared/kernel/canonical.ts";
import { fen, formatYuan } from "@warmline/shared/kernel/money.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { formatSpan } from "@warmline/shared/kernel/time.ts";
import { outageRefunds, type OutageRefund } from "@warmline/shared/outagerefunds/model.ts";
import { outageRefundPermissions } from "@warmline/shared/outagerefunds/permissions.ts";
import { mayRefund } from "@warmline/shared/outagerefunds/rules.ts";
import type { ApprovalPolicy } from "@warmline/shared/requests/policy.ts";
import type { PreviewChange } from "@warmline/shared/requests/preview.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { approvable, needsRequest } from "../../platform/commands/approvable.ts";
import { command, type Decision } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { actOf, askCommand, previewCommand } from "../requests/index.ts";
import { basisOf, type RefundRef } from "./begin-command.ts";

/** What is asked for about one. */
export interface RefundAsked extends RefundRef {
  /** The revision that was looked at. */
  readonly rev: number;
  readonly reason: string;
}

export interface RefundShown {
  readonly refund: OutageRefund;
  readonly incident: Incident;
}

type RefundCode =
  | "not-found"
  | "outage-refund-not-previewed"
  | "outage-refund-of-nobody"
  | "outage-refund-outdated"
  | "approval-needed";

/**
 * 停热整片退费: each household of the incident is refunded what the relief says, by a job. Refusals,
 * in this order: `not-found`, `outage-refund-not-previewed`, `outage-refund-of-nobody`,
 * `outage-refund-outdated` (the incident began, ended or reached elsewhere), `approval-needed`.
 */
const refundOutage = command({
  name: "outagerefunds.refund",
  scope: "city",
  load: (reads, { id }: RefundAsked) => readRefund(reads, id),
  seen: ({ refund }, { rev }) => ({
    seen: rev,
    now: refund.rev,
    subject: `outageRefunds/${refund.id}`,
  }),
  decide({ refund, incident }, { reason }, moment): Result<Decision<RefundRef>, RefundCode> {
    const may = mayRefund(refund);
    if (!may.ok) return may;
    if (!sameContent(basisOf(incident), refund.basis)) return refuse("outage-refund-outdated");
    if (needsRequest(moment)) return refuse("approval-needed");
    const { endedAt: _, ...rest } = refund;
    const next = { ...rest, state: "refunding" as const, refunded: actOf(moment) };
    return ok({
      value: { id: refund.id },
      writes: [replace(outageRefunds, refund, next)],
      subjects: subjectsOf(refund),
      reason,
    });
  },
});

/** Refusal: `not-found`. */
export async function readRefund(
  reads: Reads,
  id: string,
): Promise<Result<RefundShown, "not-found">> {
  const refund = await reads.get(outageRefunds, id);
  const incident = refund && (await reads.get(incidents, refund.incidentId));
  return refund === null || incident === null ? refuse("not-found") : ok({ refund, incident });
}

export function subjectsOf({ id, incidentId }: OutageRefund): string[] {
  return [`outageRefunds/${id}`, `incidents/${incidentId}`];
}

/** 整片退费审批: one of finance asks, another one approves, whatever it comes to. */
export const OUTAGE_REFUND_POLICY: ApprovalPolicy = {
  name: "outage-refunds",
  version: 1,
  alone: null,
  steps: [{ permission: outageRefundPermissions.approve.name, overFen: fen(0), dayFen: null }],
  days: 14,
};

/** 停热整片退费申请. */
export const refundingOutage = approvable({
  command: refundOutage,
  ask: outageRefundPermissions.run,
  policy: OUTAGE_REFUND_POLICY,
  approvers: [outageRefundPermissions.approve],
  about: ({ id }) => `outageRefunds/${id}`,
  show: (shown) => {
    const { households = 0, amountFen = fen(0), leftOut = [] } = shown.refund.preview ?? {};
    const out = leftOut.reduce((sum, one) => sum + one.households, 0);
    const changes = [
      ...scopeOf(shown),
      { field: "run-households", from: [], to: [String(households)] },
      { field: "run-amount", from: [], to: [formatYuan(amountFen)] },
      { field: "run-exceptions", from: [], to: [String(out)] },
    ];
    const label = shown.incident.number;
    return { label, place: "city", amountFen, preview: { changes, entries: [], owed: [] } };
  },
});

/** Of which incident, where, for which days and by which relief. */
export function scopeOf({ refund, incident }: RefundShown): PreviewChange[] {
  const { basis, relief, season } = refund;
  return [
    { field: "incident", from: [], to: [incident.number] },
    { field: "place", from: [], to: incident.areas.map(({ name }) => name) },
    { field: "days", from: [], to: [formatSpan(basis.startedAt, basis.restoredAt)] },
    { field: "relief", from: [], to: [`reliefs/${relief}`] },
    { field: "season", from: [], to: [season] },
  ];
}

/** Refusals, in this order: those of `refundOutage`, `request-pending`. */
export const askRefunding = askCommand({
  name: "outagerefunds.ask-refund",
  of: refundingOutage,
});

/** Nothing is written. Refusals as of `askRefunding`, without the last. */
export const previewRefunding = previewCommand(refundingOutage);
