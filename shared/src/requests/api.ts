import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { id, instant, line, queryInt, reason, rev } from "../api/fields.ts";
import type { Reads } from "../api/reads.ts";
import { fenField } from "../api/unit-fields.ts";
import { REQUEST_STATES } from "./model.ts";
import { requestPermissions } from "./permissions.ts";

/** `Act` in answers. */
export const act = z.strictObject({
  at: instant,
  byId: z.string(),
  byName: z.string(),
  requestId: z.string().optional(),
});

/** HTTP status of each refusal of this domain. */
export const requestRefusals = {
  "approval-needed": 409,
  "request-pending": 409,
  "request-settled": 409,
  "request-expired": 409,
  "own-request": 422,
  "own-concern": 422,
  "not-own-request": 422,
  "decided-already": 422,
  "not-your-step": 403,
  "approver-day-limit": 422,
  "asker-gone": 409,
  "not-yet": 409,
  "changed-since-approved": 409,
  "approval-rule-same": 422,
  "approval-rule-wrong": 422,
  "too-few-approvers": 422,
  "own-delegation": 422,
  "cannot-stand-in": 422,
  "span-wrong": 422,
  "delegation-over": 409,
} as const;

const PAGE_MAX = 100;

const texts = z.strictObject({ zh: z.string(), en: z.string() });
const beforeAfter = z.strictObject({ before: fenField, after: fenField });
const strings = z.array(z.string()).readonly();

/** What carrying it out would change, post, and leave owed. */
export const previewAnswer = z.strictObject({
  changes: z.array(z.strictObject({ field: z.string(), from: strings, to: strings })).readonly(),
  entries: z
    .array(
      z.strictObject({
        accountId: z.string(),
        kind: z.string(),
        about: texts,
        amountFen: fenField,
        lines: z
          .array(
            z.strictObject({
              account: z.string(),
              amountFen: fenField,
              season: z.string().optional(),
              fee: z.string().optional(),
            }),
          )
          .readonly(),
      }),
    )
    .readonly(),
  owed: z
    .array(
      z.strictObject({
        accountId: z.string(),
        label: z.string(),
        owedFen: beforeAfter,
        onAccountFen: beforeAfter,
      }),
    )
    .readonly(),
});

const touches = z
  .array(z.strictObject({ what: z.enum(["households", "contracts"]), count: z.int() }))
  .readonly();

const step = z.strictObject({
  permission: z.string(),
  overFen: fenField,
  dayFen: fenField.nullable(),
  by: id.optional(),
  byName: z.string().optional(),
  at: instant.optional(),
  decision: z.enum(["approved", "declined"]).optional(),
  words: z.string().optional(),
  insteadOf: id.optional(),
  insteadOfName: z.string().optional(),
});

/** A request as one person sees it. */
export const requestRow = z.strictObject({
  id,
  rev,
  command: z.string(),
  about: z.string(),
  label: z.string(),
  state: z.enum(REQUEST_STATES),
  preview: previewAnswer,
  /** On how much it bears, as it was asked for. */
  touches: touches.optional(),
  files: z
    .array(
      z.strictObject({
        fileId: id,
        type: z.string(),
        sizeBytes: z.int(),
        at: instant,
        actorName: z.string(),
      }),
    )
    .readonly()
    .optional(),
  amountFen: fenField,
  policyVersion: z.int(),
  makerId: id,
  makerName: z.string(),
  askedAt: instant,
  expiresAt: instant,
  settledAt: instant.optional(),
  reason: z.string(),
  /** Of one that went back: the code of what stands in its way. */
  why: z.string().optional(),
  /** What the sentence of that code names. */
  whyDetail: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  steps: z.array(step).readonly(),
  /** Whether who asks may decide the step that waits. */
  mine: z.boolean(),
});
export type RequestRow = z.output<typeof requestRow>;

/** What it would come to if it were asked for. */
export const previewedAnswer = z.strictObject({
  /** `collection/id`. */
  about: strings,
  preview: previewAnswer,
  touches: touches.optional(),
  amountFen: fenField,
  /** The permissions of those who would approve, in order. */
  steps: strings,
});

export type Previewed = z.output<typeof previewedAnswer>;

const FILES_MAX = 6;

/** What may be sent along with whatever is asked for: uploaded before, by whoever asks. */
export const withFiles = { fileIds: z.array(id).max(FILES_MAX).optional() };

/** What whoever asks, decides or withdraws is answered. */
export const askedAnswer = z.strictObject({ request: requestRow });

/** A command's answer shows the request, too. */
export const readsRequest: Reads<
  unknown,
  unknown,
  unknown,
  z.ZodType<{ readonly request: RequestRow }>
> = { what: "request", of: ({ answer }) => [answer.request.about] };

const byId = z.strictObject({ id });

export const listRequests = endpoint({
  name: "requests.list",
  method: "get",
  path: "/api/requests",
  permit: requestPermissions.read,
  summary:
    "Requests that who asks may see, newest first; a page may be short while there is a next",
  query: z.strictObject({
    /** `next` of the page before. */
    after: id.optional(),
    limit: queryInt(1, PAGE_MAX).default(50),
  }),
  reads: { what: "request", list: true, of: ({ answer }) => answer.rows.map(({ about }) => about) },
  answer: z.strictObject({
    rows: z.array(requestRow).readonly(),
    next: z.string().nullable(),
  }),
  refusals: [],
});

export const readRequest = endpoint({
  name: "requests.read",
  method: "get",
  path: "/api/requests/:id",
  permit: requestPermissions.read,
  summary: "One request, with what it would do as it was asked for",
  params: byId,
  reads: { what: "request", of: ({ answer }) => [answer.about] },
  answer: requestRow,
  refusals: [],
});

export const readRequestFile = endpoint({
  name: "requests.read-file",
  method: "get",
  path: "/api/requests/:id/files/:fileId",
  permit: requestPermissions.read,
  summary: "A picture or recording that was sent along with a request, for whoever sees it",
  params: z.strictObject({ id, fileId: id }),
  reads: { what: "file" },
  answer: z.instanceof(Uint8Array),
  refusals: ["not-found"],
});

export const approveRequest = endpoint({
  name: "requests.approve",
  method: "post",
  path: "/api/requests/:id/approve",
  permit: requestPermissions.decide,
  summary: "Says yes to the step that waits; the last yes carries it out, if nothing has changed",
  params: byId,
  body: z.strictObject({ rev, words: line(200).optional() }),
  reads: readsRequest,
  answer: askedAnswer,
  refusals: [
    "request-settled",
    "request-expired",
    "own-request",
    "own-concern",
    "decided-already",
    "not-your-step",
    "approver-day-limit",
    "asker-gone",
    "not-yet",
    "changed-since-approved",
  ],
});

export const declineRequest = endpoint({
  name: "requests.decline",
  method: "post",
  path: "/api/requests/:id/decline",
  permit: requestPermissions.decide,
  summary: "Says no to the step that waits; nothing is carried out",
  params: byId,
  body: z.strictObject({ rev, reason }),
  reads: readsRequest,
  answer: askedAnswer,
  refusals: [
    "request-settled",
    "request-expired",
    "own-request",
    "own-concern",
    "decided-already",
    "not-your-step",
  ],
});

export const withdrawRequest = endpoint({
  name: "requests.withdraw",
  method: "post",
  path: "/api/requests/:id/withdraw",
  permit: requestPermissions.read,
  summary: "Whoever asked takes it back; nothing is carried out",
  params: byId,
  body: z.strictObject({ rev, reason }),
  reads: readsRequest,
  answer: askedAnswer,
  refusals: ["request-settled", "request-expired", "not-own-request"],
});
