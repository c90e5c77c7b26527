import { z } from "zod";
import { endpoint, type Endpoint } from "../api/endpoint.ts";
import { id, reason as why } from "../api/fields.ts";
import { hallPermissions } from "./permissions.ts";
import { counterRow, ticketRow } from "./rows.ts";

/** What is done at a counter (窗口), by whoever sits there or by the hall manager. */

const ofOne = z.object({ id });
const reason = why.optional();
const nothing = z.strictObject({});
/** The hall manager, who acts for the counter's staff, must give a reason. */
const explained = z.strictObject({ reason });

/** What a counter's command answers: the counter after it and the ticket it was about. */
const atCounter = z.object({ counter: counterRow, ticket: ticketRow.nullable() });

/** One of those that need nothing but the counter. */
export type PlainCounterEndpoint = Endpoint<
  typeof ofOne,
  z.ZodType,
  typeof nothing,
  typeof atCounter
>;

function counterEndpoint<B extends z.ZodType, const R extends string>(
  verb: string,
  summary: string,
  body: B,
  refusals: readonly R[],
) {
  return endpoint({
    name: `hall.${verb}`,
    method: "post",
    path: `/api/counters/:id/${verb}`,
    permit: hallPermissions.serve,
    summary,
    params: ofOne,
    body,
    answer: atCounter,
    refusals: ["counter-unknown", ...refusals],
  });
}

const NOT_SEATED = ["counter-not-open", "not-your-counter"] as const;
/** Of what the hall manager may do in the staff's place. */
const NOT_EXPLAINED = [...NOT_SEATED, "reason-missing"] as const;
const NOTHING_IN_HAND = ["no-ticket-in-hand", "ticket-of-another-day"] as const;

export const openCounter = counterEndpoint(
  "open",
  "Sit down at a counter, or end its pause",
  nothing,
  ["counter-inactive", "counter-taken", "staff-elsewhere"],
);
export const pauseCounter = counterEndpoint(
  "pause",
  "No further calls for a while",
  nothing,
  NOT_SEATED,
);
export const closeCounter = counterEndpoint("close", "Leave the counter", nothing, [
  ...NOT_SEATED,
  "ticket-in-hand",
]);
export const callNext = counterEndpoint("next", "Call whoever the rule says is next", nothing, [
  ...NOT_SEATED,
  "ticket-in-hand",
  "nobody-waiting",
  "on-the-phone",
]);
export const recall = counterEndpoint("recall", "Call the ticket in hand once more", nothing, [
  ...NOT_SEATED,
  ...NOTHING_IN_HAND,
  "ticket-not-called",
]);
export const serveTicket = counterEndpoint("serve", "The person called has come", nothing, [
  ...NOT_EXPLAINED,
  ...NOTHING_IN_HAND,
  "ticket-not-called",
]);
export const noShow = counterEndpoint("no-show", "The person called did not come", explained, [
  ...NOT_EXPLAINED,
  ...NOTHING_IN_HAND,
  "ticket-not-called",
]);
export const finish = counterEndpoint("finish", "Service is done", explained, [
  ...NOT_EXPLAINED,
  ...NOTHING_IN_HAND,
  "ticket-not-in-hand",
]);
export const undoFinish = counterEndpoint(
  "undo-finish",
  "Take the ticket finished last back",
  nothing,
  [...NOT_SEATED, "ticket-in-hand", "nothing-to-undo", "ticket-not-in-hand", "on-the-phone"],
);
export const transfer = counterEndpoint(
  "transfer",
  "Send the ticket in hand to a service or to one counter; it keeps its place",
  z.union([z.strictObject({ serviceId: id, reason }), z.strictObject({ counterId: id, reason })]),
  [
    ...NOT_EXPLAINED,
    ...NOTHING_IN_HAND,
    "service-unknown",
    "service-inactive",
    "ticket-not-in-hand",
    "transfer-to-itself",
  ],
);
export const undoTransfer = counterEndpoint(
  "undo-transfer",
  "Take back a ticket sent away from here that nobody has called yet",
  z.strictObject({ ticketId: id }),
  [
    ...NOT_SEATED,
    "ticket-in-hand",
    "ticket-unknown",
    "ticket-of-another-day",
    "ticket-not-waiting",
    "not-transferred-from-here",
    "on-the-phone",
  ],
);

export const setCounterServices = endpoint({
  name: "hall.set-services",
  method: "post",
  path: "/api/counters/:id/services",
  permit: hallPermissions.serve,
  summary: "Which services the counter serves: its own staff or the hall manager decides",
  params: ofOne,
  body: z.strictObject({ serviceIds: z.array(id).max(26) }),
  answer: counterRow,
  refusals: ["counter-unknown", ...NOT_SEATED, "service-unknown"],
});
