import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { cityDate, id, reason, rev, soughtLine } from "../api/fields.ts";
import { knowledgePermissions } from "./permissions.ts";
import { SCRIPT_FAULTS } from "./script.ts";
import {
  caseCategories,
  changedKnowledge,
  content,
  knowledgeAnswer,
  knowledgeRow,
  knowledgeVersion,
} from "./rows.ts";

export const knowledgeRefusals = {
  "knowledge-retired": 409,
  "knowledge-not-retired": 409,
  "knowledge-not-holding": 409,
  "knowledge-same": 409,
  "knowledge-other-kind": 422,
  "draft-submitted": 409,
  "draft-not-editing": 409,
  "draft-not-submitted": 409,
  "draft-not-discarded": 409,
  "own-draft": 403,
  "owner-unknown": 422,
  "knowledge-version-unknown": 404,
  "personal-number": 422,
  "run-unfinished": 422,
  "script-step-twice": 422,
  "script-step-missing": 422,
  "script-circle": 422,
  "script-step-unreached": 422,
} as const;

export const findKnowledge = endpoint({
  name: "knowledge.find",
  method: "post",
  key: false,
  rate: "read",
  path: "/api/knowledge/find",
  permit: knowledgePermissions.read,
  summary:
    "What holds and has every word of `q`, the best first; whoever may write finds the rest, too",
  body: z.strictObject({
    q: soughtLine(100),
    /** Only what is linked to that category of cases. */
    about: z.enum(caseCategories).optional(),
  }),
  answer: z.strictObject({ rows: z.array(knowledgeRow) }),
  refusals: [],
});

export const readKnowledge = endpoint({
  name: "knowledge.read",
  method: "get",
  path: "/api/knowledge/:id",
  permit: knowledgePermissions.read,
  summary: "One of them; its draft for whoever may write",
  params: z.strictObject({ id }),
  answer: knowledgeAnswer,
  refusals: ["not-found"],
});

export const knowledgeHistory = endpoint({
  name: "knowledge.versions",
  method: "get",
  path: "/api/knowledge/:id/versions",
  permit: knowledgePermissions.read,
  summary: "The versions that were approved, whole, the newest first",
  params: z.strictObject({ id }),
  answer: z.strictObject({ versions: z.array(knowledgeVersion) }),
  refusals: ["not-found"],
});

export const writeKnowledge = endpoint({
  name: "knowledge.write",
  method: "post",
  path: "/api/knowledge",
  permit: knowledgePermissions.write,
  summary: "Begins a new one: a draft, found by nobody who answers residents until it is approved",
  body: z.strictObject({ content }),
  answer: changedKnowledge,
  refusals: [],
});

interface OnItem<B extends z.ZodRawShape, R extends string> {
  readonly summary: string;
  /** Beside the revision that was seen. */
  readonly body: B;
  /** Beside `not-found`, in their order. */
  readonly refusals: readonly R[];
  readonly permit?: (typeof knowledgePermissions)[keyof typeof knowledgePermissions];
}

/** A command on one of them, `knowledge.<verb>`, on what somebody saw. */
function onItem<B extends z.ZodRawShape, const R extends string>(
  verb: string,
  { summary, body, refusals, permit = knowledgePermissions.write }: OnItem<B, R>,
) {
  return endpoint({
    name: `knowledge.${verb}`,
    method: "post",
    path: `/api/knowledge/:id/${verb}`,
    permit,
    summary,
    params: z.strictObject({ id }),
    body: z.strictObject({ rev, ...body }),
    answer: changedKnowledge,
    refusals: ["not-found", ...refusals],
  });
}

const { approve: byApprovers } = knowledgePermissions;

export const knowledgeCommands = {
  save: onItem("save", {
    summary: "Saves the draft beside what holds; the first one begins it",
    body: { content },
    refusals: ["knowledge-other-kind", "knowledge-retired", "draft-submitted", "knowledge-same"],
  }),
  submit: onItem("submit", {
    summary: "To whoever may approve it",
    body: {},
    refusals: ["knowledge-retired", "draft-not-editing", ...SCRIPT_FAULTS],
  }),
  withdraw: onItem("withdraw", {
    summary: "The inverse: it is edited again",
    body: {},
    refusals: ["knowledge-retired", "draft-not-submitted"],
  }),
  discard: onItem("discard", {
    summary: "The draft is given up; it is kept until another one is begun",
    body: {},
    refusals: ["knowledge-retired", "draft-not-editing"],
  }),
  resume: onItem("resume", {
    summary: "The inverse: it is edited again",
    body: {},
    refusals: ["knowledge-retired", "draft-not-discarded"],
  }),
  giveBack: onItem("give-back", {
    permit: byApprovers,
    summary: "Not yet: to be edited again, and why",
    body: { reason },
    refusals: ["knowledge-retired", "draft-not-submitted", "own-draft"],
  }),
  approve: onItem("approve", {
    permit: byApprovers,
    summary: "It holds from now on; by nobody who wrote in it",
    body: {},
    refusals: ["knowledge-retired", "draft-not-submitted", "own-draft"],
  }),
  retire: onItem("retire", {
    permit: byApprovers,
    summary: "Found by nobody any more who answers residents",
    body: { reason },
    refusals: ["knowledge-not-holding"],
  }),
  restore: onItem("restore", {
    permit: byApprovers,
    summary: "The inverse: what held last holds again",
    body: { reason },
    refusals: ["knowledge-not-retired"],
  }),
  care: onItem("care", {
    summary: "Who keeps it true, and when it is to be looked at again; its inverse is itself",
    body: { ownerId: id, reviewOn: cityDate },
    refusals: ["owner-unknown"],
  }),
} as const;

type Commands = typeof knowledgeCommands;

/** What a command on an item is asked with: its id and the body. */
export type KnowledgeInput<K extends keyof Commands> = { readonly id: string } & z.output<
  NonNullable<Commands[K]["body"]>
>;
