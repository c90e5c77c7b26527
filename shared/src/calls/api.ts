import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { id, queryInt, rev } from "../api/fields.ts";
import { shownRows, subjectsOf } from "../api/reads.ts";
import { STANDINGS } from "./model.ts";
import { callPermissions } from "./permissions.ts";
import { callAnswer, callRow } from "./rows.ts";

export const callRefusals = {
  "call-full": 409,
  "nothing-to-ring-back": 409,
  "not-called-back": 409,
  "case-not-found": 404,
  "already-linked": 409,
  "too-many-linked": 409,
  "not-linked": 409,
} as const;

export const listCalls = endpoint({
  name: "calls.list",
  method: "get",
  path: "/api/calls",
  permit: callPermissions.read,
  summary: "Calls that go on, that are to be rung back, or that are over, the newest first",
  query: z.strictObject({
    standing: z.enum(STANDINGS).default("over"),
    limit: queryInt(1, 200).default(50),
    /** `next` of the page before. */
    after: id.optional(),
  }),
  reads: { what: "call", list: true, of: ({ answer }) => shownRows("calls", answer.calls) },
  /** A page may hold fewer than `limit` where scope leaves some out. */
  answer: z.strictObject({ calls: z.array(callRow), next: z.string().nullable() }),
  refusals: [],
});

export const readCall = endpoint({
  name: "calls.read",
  method: "get",
  path: "/api/calls/:id",
  permit: callPermissions.open,
  summary: "One call with the numbers to ring and what was said to the machine",
  params: z.strictObject({ id }),
  reads: { what: "call", of: ({ params }) => subjectsOf("calls", [params.id]) },
  answer: callAnswer,
  refusals: ["not-found"],
});

export const callRecordings = endpoint({
  name: "calls.recordings",
  method: "get",
  path: "/api/calls/:id/recordings",
  permit: callPermissions.recordings,
  summary: "Where the carrier keeps the recordings of a call",
  params: z.strictObject({ id }),
  reads: { what: "recording", of: ({ params }) => subjectsOf("calls", [params.id]) },
  answer: z.strictObject({
    recordings: z
      .array(z.strictObject({ id: z.string(), url: z.string(), durationS: z.int() }))
      .readonly(),
  }),
  refusals: ["not-found"],
});

export const earlierCalls = endpoint({
  name: "calls.earlier",
  method: "get",
  path: "/api/calls/:id/earlier",
  permit: callPermissions.open,
  summary: "The last calls from the same number, the newest first",
  params: z.strictObject({ id }),
  reads: { what: "call", list: true, of: ({ answer }) => shownRows("calls", answer.calls) },
  answer: z.strictObject({ calls: z.array(callRow) }),
  refusals: ["not-found"],
});

const changedCall = z.strictObject({ id: z.string(), rev: z.int() });

/** A command on one call; screens follow the view. */
const onCall = {
  method: "post",
  permit: callPermissions.ringBack,
  params: z.strictObject({ id }),
  body: z.strictObject({ rev: rev.optional() }),
  answer: changedCall,
} as const;

export const calledBack = endpoint({
  ...onCall,
  name: "calls.called-back",
  path: "/api/calls/:id/called-back",
  summary: "Whoever reached nobody was rung back",
  refusals: ["not-found", "nothing-to-ring-back"],
});

export const notCalledBack = endpoint({
  ...onCall,
  name: "calls.not-called-back",
  path: "/api/calls/:id/not-called-back",
  summary: "The inverse: the call is to be rung back again",
  refusals: ["not-found", "not-called-back"],
});

const linking = {
  ...onCall,
  permit: callPermissions.link,
  body: z.strictObject({ rev: rev.optional(), caseId: id }),
} as const;

export const linkCase = endpoint({
  ...linking,
  name: "calls.link-case",
  path: "/api/calls/:id/link-case",
  summary: "The call is about this case",
  refusals: ["not-found", "case-not-found", "already-linked", "too-many-linked"],
});

export const unlinkCase = endpoint({
  ...linking,
  name: "calls.unlink-case",
  path: "/api/calls/:id/unlink-case",
  summary: "The inverse: it is not about it",
  refusals: ["not-found", "case-not-found", "not-linked"],
});
