import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { id, instant, reason, rev } from "../api/fields.ts";
import { fenField } from "../api/unit-fields.ts";
import { offerRefusals } from "../catalogue/api.ts";
import { code } from "../catalogue/code-api.ts";
import { act, askedAnswer, previewedAnswer, readsRequest, withFiles } from "../requests/api.ts";
import { OUTAGE_REFUND_STATES } from "./model.ts";
import { outageRefundPermissions } from "./permissions.ts";

/** HTTP status of each refusal of this domain. */
export const outageRefundRefusals = {
  "outage-refund-open": 409,
  "outage-refund-not-previewed": 409,
  "outage-refund-not-done": 409,
  "outage-refund-outdated": 409,
  "outage-refund-of-nobody": 422,
} as const;

const totals = z.strictObject({
  households: z.int(),
  amountFen: fenField,
  leftOut: z.array(z.strictObject({ code: z.string(), households: z.int() })).readonly(),
});

const refund = z.strictObject({
  id,
  rev,
  incidentId: z.string(),
  incidentNumber: z.string(),
  relief: z.string(),
  label: z.string(),
  season: z.string(),
  state: z.enum(OUTAGE_REFUND_STATES),
  askedAt: instant,
  begun: act,
  preview: totals.extend({ at: instant }).optional(),
  refunded: act.optional(),
  posted: totals.optional(),
  undone: act.extend({ reason: z.string() }).optional(),
  endedAt: instant.optional(),
  /** Of the step in hand: households that were looked at; null: nothing is under way. */
  progress: z.strictObject({ done: z.int(), of: z.int() }).nullable(),
  /** The request about it that waits for approval. */
  waiting: z.string().nullable(),
  /** The job was given up, and stands among those that failed, from which it is begun again. */
  halted: z.boolean(),
});
export type OutageRefundAnswer = z.output<typeof refund>;

const byId = z.strictObject({ id });
const ref = z.strictObject({ id });

export const readOutageRefunds = endpoint({
  name: "outagerefunds.of-incident",
  method: "get",
  path: "/api/incidents/:id/outage-refunds",
  permit: outageRefundPermissions.read,
  summary: "The refunds of an incident's households, the newest first",
  params: byId,
  answer: z.strictObject({ refunds: z.array(refund) }),
  refusals: ["not-found"],
});

export const beginOutageRefund = endpoint({
  name: "outagerefunds.begin",
  method: "post",
  path: "/api/incidents/:id/outage-refunds",
  permit: outageRefundPermissions.run,
  summary: "Previews what the households of an incident would be refunded; posts nothing",
  params: byId,
  body: z.strictObject({ relief: code }),
  answer: ref,
  refusals: [
    "not-found",
    "incident-not-over",
    ...offerRefusals,
    "basis-wrong",
    "outage-too-short",
    "days-outside-season",
    "outage-refund-open",
  ],
});

export const dropOutageRefund = endpoint({
  name: "outagerefunds.drop",
  method: "post",
  path: "/api/outage-refunds/:id/drop",
  permit: outageRefundPermissions.run,
  summary: "Gives a preview up: nobody is refunded by it any more; another takes its place",
  params: byId,
  body: z.strictObject({ rev }),
  answer: ref,
  refusals: ["not-found", "outage-refund-not-previewed"],
});

/** The revision that was looked at: what is approved is that preview. */
const asking = z.strictObject({ rev, reason });
const refundRefusals = [
  "not-found",
  "outage-refund-not-previewed",
  "outage-refund-of-nobody",
  "outage-refund-outdated",
] as const;
const undoRefusals = ["not-found", "outage-refund-not-done"] as const;

export const previewRefunding = endpoint({
  name: "preview-outage-refund",
  method: "post",
  key: false,
  path: "/api/outage-refunds/:id/refund-preview",
  permit: outageRefundPermissions.run,
  summary: "What refunding an incident's households would post; writes nothing",
  params: byId,
  body: asking,
  answer: previewedAnswer,
  refusals: refundRefusals,
});

export const askRefunding = endpoint({
  name: "outagerefunds.ask-refund",
  method: "post",
  path: "/api/outage-refunds/:id/refund-request",
  permit: outageRefundPermissions.run,
  summary: "Asks for an incident's households to be refunded; undone as a whole",
  params: byId,
  body: asking.extend(withFiles),
  reads: readsRequest,
  answer: askedAnswer,
  refusals: [...refundRefusals, "request-pending", "file-not-found"],
});

export const previewUndoing = endpoint({
  name: "preview-outage-refund-undo",
  method: "post",
  key: false,
  path: "/api/outage-refunds/:id/undo-preview",
  permit: outageRefundPermissions.run,
  summary: "What taking back an incident's refunds would reverse; writes nothing",
  params: byId,
  body: asking,
  answer: previewedAnswer,
  refusals: undoRefusals,
});

export const askUndoing = endpoint({
  name: "outagerefunds.ask-undo",
  method: "post",
  path: "/api/outage-refunds/:id/undo-request",
  permit: outageRefundPermissions.run,
  summary: "Asks for each refund of an incident that still stands to be reversed",
  params: byId,
  body: asking.extend(withFiles),
  reads: readsRequest,
  answer: askedAnswer,
  refusals: [...undoRefusals, "request-pending", "file-not-found"],
});
