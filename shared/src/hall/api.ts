import { hallPermissions } from "./permissions.ts";
import { z } from "zod";
import { TURN_PRIORITIES, TURN_STATES } from "./model.ts";
import { endpoint } from "../api/endpoint.ts";
import { callRow, counterRow, serviceRow, slip, statistics, ticketRow } from "./rows.ts";
import { cityDate, id, line, reason as why } from "../api/fields.ts";

const ofHall = z.object({ hallId: id });
const ofOne = z.object({ id });
const name = line(40);
const reason = why.optional();

/** What a counter's command answers: the counter after it and the ticket it was about. */
const atCounter = z.object({ counter: counterRow, ticket: ticketRow.nullable() });

function counterCommand<B extends z.ZodType>(verb: string, summary: string, body: B) {
  return endpoint({
    name: `hall.${verb}`,
    method: "post",
    path: `/api/counters/:id/${verb}`,
    permit: hallPermissions.serve,
    summary,
    params: ofOne,
    body,
    answer: atCounter,
  });
}

const nothing = z.strictObject({});
/** The hall manager, who acts for a clerk, must give it. */
const explained = z.strictObject({ reason });

export const openCounter = counterCommand(
  "open",
  "Sit down at a counter, or end its pause",
  nothing,
);
export const pauseCounter = counterCommand("pause", "No further calls for a while", nothing);
export const closeCounter = counterCommand("close", "Leave the counter", nothing);
export const callNext = counterCommand("next", "Call whoever the rule says is next", nothing);
export const recall = counterCommand("recall", "Call the ticket in hand once more", nothing);
export const serveTicket = counterCommand("serve", "The person called has come", nothing);
export const noShow = counterCommand("no-show", "The person called did not come", explained);
export const finish = counterCommand("finish", "Service is done", explained);
export const undoFinish = counterCommand(
  "undo-finish",
  "Take the ticket finished last back",
  nothing,
);
export const transfer = counterCommand(
  "transfer",
  "Send the ticket in hand to a service or to one counter; it keeps its place",
  z.union([z.strictObject({ serviceId: id, reason }), z.strictObject({ counterId: id, reason })]),
);
export const undoTransfer = counterCommand(
  "undo-transfer",
  "Take back a ticket sent away from here that nobody has called yet",
  z.strictObject({ ticketId: id }),
);

export const setCounterServices = endpoint({
  name: "hall.set-services",
  method: "post",
  path: "/api/counters/:id/services",
  permit: hallPermissions.serve,
  summary: "Which services the counter serves: its own clerk or the hall manager decides",
  params: ofOne,
  body: z.strictObject({ serviceIds: z.array(id).max(26) }),
  answer: counterRow,
});

export const setCounterActive = endpoint({
  name: "hall.set-counter-active",
  method: "post",
  path: "/api/counters/:id/active",
  permit: hallPermissions.arrange,
  summary: "Take a closed counter out of use, or back into use",
  params: ofOne,
  body: z.strictObject({ active: z.boolean(), reason }),
  answer: counterRow,
});

export const createCounter = endpoint({
  name: "hall.create-counter",
  method: "post",
  path: "/api/halls/:hallId/counters",
  permit: hallPermissions.arrange,
  summary: "A new counter with its number",
  params: ofHall,
  body: z.strictObject({
    number: z.number().int().min(1).max(99),
    serviceIds: z.array(id).max(26),
  }),
  answer: counterRow,
});

export const listCounters = endpoint({
  name: "hall.counters",
  method: "get",
  path: "/api/halls/:hallId/counters",
  permit: hallPermissions.read,
  summary: "A hall's counters by number",
  params: ofHall,
  answer: z.array(counterRow),
});

export const listServices = endpoint({
  name: "hall.services",
  method: "get",
  path: "/api/halls/:hallId/services",
  permit: hallPermissions.board,
  summary: "A hall's services by series",
  params: ofHall,
  answer: z.array(serviceRow),
});

export const createService = endpoint({
  name: "hall.create-service",
  method: "post",
  path: "/api/halls/:hallId/services",
  permit: hallPermissions.arrange,
  summary: "A new service with a series of its own",
  params: ofHall,
  body: z.strictObject({ series: z.string().regex(/^[A-Z]$/), nameZh: name, nameEn: name }),
  answer: serviceRow,
});

export const renameService = endpoint({
  name: "hall.rename-service",
  method: "post",
  path: "/api/hall-services/:id/name",
  permit: hallPermissions.arrange,
  summary: "Other names for a service; its series stays",
  params: ofOne,
  body: z.strictObject({ nameZh: name, nameEn: name }),
  answer: serviceRow,
});

export const setServiceActive = endpoint({
  name: "hall.set-service-active",
  method: "post",
  path: "/api/hall-services/:id/active",
  permit: hallPermissions.arrange,
  summary: "Whether the service gives numbers; those who wait are still served",
  params: ofOne,
  body: z.strictObject({ active: z.boolean(), reason }),
  answer: serviceRow,
});

export const takeNumber = endpoint({
  name: "hall.take",
  method: "post",
  path: "/api/halls/:hallId/tickets",
  permit: hallPermissions.take,
  summary: "Take a number",
  params: ofHall,
  body: z.strictObject({
    serviceId: id,
    priority: z.enum(TURN_PRIORITIES).default("normal"),
    householdId: id.optional(),
  }),
  answer: slip,
});

export const reinsert = endpoint({
  name: "hall.re-insert",
  method: "post",
  path: "/api/tickets/:id/re-insert",
  permit: hallPermissions.serve,
  summary: "Back into the queue after a no-show: at its end, or with the old place kept",
  params: ofOne,
  body: z.strictObject({ place: z.enum(["end", "kept"]).default("end") }),
  answer: ticketRow,
});

export const listTickets = endpoint({
  name: "hall.tickets",
  method: "get",
  path: "/api/halls/:hallId/tickets",
  permit: hallPermissions.read,
  summary: "The tickets of a day (today when left out), by state and waiting time",
  params: ofHall,
  query: z.object({ day: cityDate.optional(), state: z.enum(TURN_STATES).optional() }),
  answer: z.array(ticketRow),
});

export const listCalls = endpoint({
  name: "hall.calls",
  method: "get",
  path: "/api/halls/:hallId/calls",
  permit: hallPermissions.read,
  summary: "Calls, newest first, each with the rule and the candidates behind it",
  params: ofHall,
  query: z.object({
    before: z.coerce.number().int().min(1).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  answer: z.array(callRow),
});

export const readStatistics = endpoint({
  name: "hall.statistics",
  method: "get",
  path: "/api/halls/:hallId/statistics",
  permit: hallPermissions.read,
  summary: "Numbers taken, served and missed, waits and service times, over up to 31 days",
  params: ofHall,
  query: z.object({ from: cityDate.optional(), to: cityDate.optional() }),
  answer: statistics,
});

export const hallRefusals = {
  "service-unknown": 404,
  "counter-unknown": 404,
  "ticket-unknown": 404,
  "service-inactive": 409,
  "priority-not-allowed": 403,
  "series-used-up": 409,
  "series-taken": 409,
  "counter-number-taken": 409,
  "counter-taken": 409,
  "counter-not-open": 409,
  "counter-not-closed": 409,
  "counter-inactive": 409,
  "not-your-counter": 403,
  "staff-elsewhere": 409,
  "ticket-in-hand": 409,
  "no-turn-in-hand": 409,
  "ticket-not-in-hand": 409,
  "ticket-not-called": 409,
  "ticket-not-waiting": 409,
  "ticket-not-missed": 409,
  "ticket-of-another-day": 409,
  "transfer-to-itself": 409,
  "not-transferred-from-here": 409,
  "nothing-to-undo": 409,
  "nobody-waiting": 409,
  "span-too-long": 400,
} as const;
