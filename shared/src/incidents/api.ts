import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { id, instant, line, queryInt, text } from "../api/fields.ts";
import { shownRows } from "../api/reads.ts";
import { incidentPermissions } from "./permissions.ts";
import { changedIncident, incidentAnswer, incidentRow, joinedCase, kind } from "./rows.ts";

/** The endpoints on incidents, but for the commands on one: these stand in commands-api.ts. */

export const incidentRefusals = {
  "area-unknown": 422,
  "starts-later": 422,
  "return-before-start": 422,
  "incident-already-so": 409,
  "incident-full": 409,
  "incident-suspected": 409,
  "incident-confirmed": 409,
  "incident-repairing": 409,
  "incident-restored": 409,
  "incident-closed": 409,
  "incident-cancelled": 409,
  "cases-open": 409,
  "case-not-found": 404,
  "already-joined": 409,
  "in-other-incident": 409,
  "not-joined": 409,
} as const;

/** So many parts are named one by one; more of them are a station or a branch. */
const AREAS_MAX = 50;
export const nodeIds = z.array(id).min(1).max(AREAS_MAX);
export const cause = line(200);

export const declareIncident = endpoint({
  name: "incidents.declare",
  method: "post",
  path: "/api/incidents",
  permit: incidentPermissions.manage,
  summary:
    "An outage, a cold cluster or a leak with what it affects; fitting cases join by themselves",
  body: z.strictObject({
    kind,
    nodeIds,
    description: text(1_000),
    cause: cause.optional(),
    startedAt: instant,
    returnAt: instant.optional(),
    /** Nobody has seen it yet: no case joins by itself, and nobody outside is told. */
    suspected: z.boolean().default(false),
  }),
  answer: changedIncident,
  refusals: ["area-unknown", "starts-later", "return-before-start"],
});

export const listIncidents = endpoint({
  name: "incidents.list",
  method: "get",
  path: "/api/incidents",
  permit: incidentPermissions.read,
  summary: "Open incidents, or those that are over, page by page, the newest first",
  query: z.strictObject({
    state: z.enum(["open", "over"]).default("over"),
    limit: queryInt(1, 200).default(50),
    /** `next` of the page before. */
    after: id.optional(),
  }),
  /** A page may hold fewer than `limit` where scope leaves some out. */
  answer: z.strictObject({ incidents: z.array(incidentRow), next: z.string().nullable() }),
  refusals: [],
});

export const readIncident = endpoint({
  name: "incidents.read",
  method: "get",
  path: "/api/incidents/:id",
  permit: incidentPermissions.read,
  summary: "One incident with its whole history",
  params: z.strictObject({ id }),
  answer: incidentAnswer,
  refusals: ["not-found"],
});

export const incidentReach = endpoint({
  name: "incidents.reach",
  method: "get",
  path: "/api/incidents/:id/reach",
  permit: incidentPermissions.read,
  summary: "How many households lie inside, how many cases joined, and how many of them are open",
  params: z.strictObject({ id }),
  answer: z.strictObject({ households: z.int(), cases: z.int(), openCases: z.int() }),
  refusals: ["not-found"],
});

export const incidentCases = endpoint({
  name: "incidents.cases",
  method: "get",
  path: "/api/incidents/:id/cases",
  permit: incidentPermissions.read,
  summary:
    "The cases that joined, with whom to tell, page by page; the caller's scope narrows them",
  params: z.strictObject({ id }),
  query: z.strictObject({ limit: queryInt(1, 200).default(50), after: id.optional() }),
  reads: {
    what: "case",
    list: true,
    of: ({ answer }) => shownRows("cases", answer.cases),
  },
  answer: z.strictObject({ cases: z.array(joinedCase), next: z.string().nullable() }),
  refusals: ["not-found"],
});

export const householdIncidents = endpoint({
  name: "incidents.of-household",
  method: "get",
  path: "/api/households/:id/incidents",
  permit: incidentPermissions.read,
  summary: "The open incidents around a household, the oldest first, or the newest that are over",
  params: z.strictObject({ id }),
  query: z.strictObject({
    /** `over`: heat is back. */
    state: z.enum(["open", "over"]).default("open"),
  }),
  answer: z.strictObject({ incidents: z.array(incidentRow) }),
  refusals: ["not-found"],
});
