import { hallPermissions } from "./permissions.ts";
import { z } from "zod";
import { TICKET_PRIORITIES, TICKET_STATES } from "./model.ts";
import { endpoint } from "../api/endpoint.ts";
import {
  callRow,
  counterRow,
  openingHours,
  profileRow,
  serviceRow,
  slip,
  statistics,
  ticketRow,
} from "./rows.ts";
import { cityDate, id, line, reason as why } from "../api/fields.ts";

const ofHall = z.object({ hallId: id });
const ofOne = z.object({ id });
const name = line(40);
const reason = why.optional();

export const setCounterActive = endpoint({
  name: "hall.set-counter-active",
  method: "post",
  path: "/api/counters/:id/active",
  permit: hallPermissions.arrange,
  summary: "Take a closed counter out of use, or back into use",
  params: ofOne,
  body: z.strictObject({ active: z.boolean(), reason }),
  answer: counterRow,
  refusals: ["counter-unknown", "counter-not-closed"],
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
  refusals: ["not-found", "service-unknown", "counter-number-taken"],
});

export const listCounters = endpoint({
  name: "hall.counters",
  method: "get",
  path: "/api/halls/:hallId/counters",
  permit: hallPermissions.read,
  summary: "A hall's counters by number",
  params: ofHall,
  answer: z.array(counterRow),
  refusals: ["not-found"],
});

export const listServices = endpoint({
  name: "hall.services",
  method: "get",
  path: "/api/halls/:hallId/services",
  permit: hallPermissions.board,
  summary: "A hall's services by series",
  params: ofHall,
  answer: z.array(serviceRow),
  refusals: ["not-found"],
});

export const createService = endpoint({
  name: "hall.create-service",
  method: "post",
  path: "/api/halls/:hallId/services",
  permit: hallPermissions.arrange,
  summary: "A new service with a series of its own",
  params: ofHall,
  body: z.strictObject({
    series: z.string().regex(/^[A-Z]$/, "not-a-letter"),
    nameZh: name,
    nameEn: name,
  }),
  answer: serviceRow,
  refusals: ["not-found", "series-taken"],
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
  refusals: ["service-unknown"],
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
  refusals: ["service-unknown"],
});

export const setProfile = endpoint({
  name: "hall.set-profile",
  method: "post",
  path: "/api/halls/:hallId/profile",
  permit: hallPermissions.arrange,
  summary: "Address and opening hours of a hall; without hours it works when the city does",
  params: ofHall,
  body: z.strictObject({
    /** The revision that was seen, 0 before there was any. */
    rev: z.int().min(0).max(1_000_000_000),
    address: line(80).nullable(),
    hours: openingHours.nullable(),
  }),
  answer: profileRow,
  refusals: ["not-found"],
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
    priority: z.enum(TICKET_PRIORITIES).default("normal"),
    householdId: id.optional(),
  }),
  answer: slip,
  refusals: [
    "not-found",
    "service-unknown",
    "service-inactive",
    "priority-not-allowed",
    "household-not-found",
    "series-used-up",
  ],
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
  refusals: ["ticket-unknown", "ticket-of-another-day", "ticket-not-missed"],
});

export const voidTicket = endpoint({
  name: "hall.void",
  method: "post",
  path: "/api/tickets/:id/void",
  permit: hallPermissions.serve,
  summary: "Voids a number that still waits and that nobody holds",
  params: ofOne,
  body: z.strictObject({ reason: why }),
  answer: ticketRow,
  refusals: ["ticket-unknown", "ticket-of-another-day", "ticket-not-waiting"],
});

export const undoVoid = endpoint({
  name: "hall.undo-void",
  method: "post",
  path: "/api/tickets/:id/undo-void",
  permit: hallPermissions.serve,
  summary: "A voided number waits again, in its old place",
  params: ofOne,
  answer: ticketRow,
  refusals: ["ticket-unknown", "ticket-of-another-day", "ticket-not-voided"],
});

export const listTickets = endpoint({
  name: "hall.tickets",
  method: "get",
  path: "/api/halls/:hallId/tickets",
  permit: hallPermissions.read,
  summary: "The tickets of a day (today when left out), by state and waiting time",
  params: ofHall,
  query: z.object({ day: cityDate.optional(), state: z.enum(TICKET_STATES).optional() }),
  answer: z.array(ticketRow),
  refusals: ["not-found"],
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
  refusals: ["not-found"],
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
  refusals: ["not-found", "span-too-long"],
});

/** HTTP status of each refusal of the hall. */
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
  "on-the-phone": 409,
  "no-ticket-in-hand": 409,
  "ticket-not-in-hand": 409,
  "ticket-not-called": 409,
  "ticket-not-waiting": 409,
  "ticket-not-missed": 409,
  "ticket-not-voided": 409,
  "ticket-of-another-day": 409,
  "transfer-to-itself": 409,
  "not-transferred-from-here": 409,
  "nothing-to-undo": 409,
  "nobody-waiting": 409,
  "span-too-long": 400,
} as const;
