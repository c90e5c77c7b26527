import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { id, instant, line, queryInt, reason, rev } from "../api/fields.ts";
import { subjectsOf } from "../api/reads.ts";
import { fenField } from "../api/unit-fields.ts";
import { STEP_KINDS } from "../catalogue/dunning-rule.ts";
import { MESSAGE_WAYS } from "../dunning/model.ts";
import { act, askedAnswer, previewedAnswer, readsRequest, withFiles } from "../requests/api.ts";
import { MESSAGE_STATES, MESSAGE_WHYS, RUN_STATES } from "./model.ts";
import { dunningRunPermissions } from "./permissions.ts";

/** 短信催缴: a work list that is written to, as previewed and approved. */

/** HTTP status of each refusal of this domain. */
export const dunningRunRefusals = {
  "step-not-by-message": 422,
  "dunning-run-open": 409,
  "messages-not-previewed": 409,
  "messages-not-under-way": 409,
  "messages-not-paused": 409,
  "messages-not-sending": 409,
  "messages-outdated": 409,
  "messages-to-nobody": 422,
} as const;

const words = z.strictObject({ zh: z.string(), en: z.string() });

/** A run as lists show it. */
const runFields = {
  id,
  rev,
  branchId: z.string(),
  step: z.enum(STEP_KINDS),
  state: z.enum(RUN_STATES),
  paused: z.literal(true).optional(),
  askedAt: instant,
  begun: act,
  sent: act.optional(),
  endedAt: instant.optional(),
  preview: z
    .strictObject({
      at: instant,
      messages: z.int(),
      byWay: z.strictObject({ chat: z.int(), sms: z.int() }),
      leftOut: z.int(),
      amountFen: fenField,
      digest: z.string(),
    })
    .optional(),
};

const runRow = z.strictObject(runFields);
export type DunningRunRow = z.output<typeof runRow>;

const run = z.strictObject({
  ...runFields,
  /** As of which day accounts were looked at. */
  day: z.string(),
  /** 文本 of the step, with what it names in braces. */
  words,
  looked: z.strictObject({ accounts: z.int(), of: z.int() }),
  /** Its messages by state, way and reason, and what those owe. */
  figures: z
    .array(
      z.strictObject({
        state: z.enum(MESSAGE_STATES),
        way: z.enum(MESSAGE_WAYS).optional(),
        why: z.enum(MESSAGE_WHYS).optional(),
        messages: z.int(),
        amountFen: fenField,
      }),
    )
    .readonly(),
  /** The request about it that waits for approval. */
  waiting: z.string().nullable(),
  /** 免打扰: by night it waits until then. */
  waitsUntil: instant.nullable(),
  /** The job was given up, and stands among those that failed; pausing and resuming begins anew. */
  halted: z.boolean(),
});
export type DunningRunAnswer = z.output<typeof run>;

export const listDunningRuns = endpoint({
  name: "dunningruns.list",
  method: "get",
  path: "/api/dunning-runs",
  permit: dunningRunPermissions.read,
  summary: "Runs of reminders by message, the newest first; the newest hundred",
  answer: z.array(runRow),
  refusals: [],
});

const byId = z.strictObject({ id });

export const readDunningRun = endpoint({
  name: "dunningruns.read",
  method: "get",
  path: "/api/dunning-runs/:id",
  permit: dunningRunPermissions.read,
  summary: "A run of messages: its words, how many go by which way, who is left out, how far it is",
  params: byId,
  answer: run,
  refusals: ["not-found"],
});

const message = z.strictObject({
  /** The account. */
  id: z.string(),
  householdId: z.string(),
  number: z.string(),
  holder: z.string(),
  state: z.enum(MESSAGE_STATES),
  why: z.enum(MESSAGE_WHYS).optional(),
  way: z.enum(MESSAGE_WAYS).optional(),
  amountFen: fenField,
  /** As it is read. */
  text: words.optional(),
  since: instant,
});
export type DunningMessageRow = z.output<typeof message>;

export const listDunningMessages = endpoint({
  name: "dunningruns.messages",
  method: "get",
  path: "/api/dunning-runs/:id/messages",
  permit: dunningRunPermissions.read,
  summary:
    "The accounts of a run by number, each with its message word for word or why it has none",
  params: byId,
  query: z.strictObject({
    /** Left out: all. */
    state: z.enum(MESSAGE_STATES).optional(),
    limit: queryInt(1, 200).default(50),
    /** `next` of the page before. */
    after: line(200).optional(),
  }),
  reads: {
    what: "account",
    list: true,
    of: ({ answer }) =>
      subjectsOf(
        "households",
        answer.rows.map(({ householdId }) => householdId),
      ),
  },
  answer: z.strictObject({ rows: z.array(message).readonly(), next: z.string().nullable() }),
  refusals: ["not-found"],
});

export const beginDunningRun = endpoint({
  name: "dunningruns.begin",
  method: "post",
  path: "/api/dunning-runs",
  permit: dunningRunPermissions.run,
  summary: "Previews the messages of a step to a branch's work list; sends nothing",
  body: z.strictObject({ branchId: id, step: z.enum(STEP_KINDS) }),
  answer: runRow,
  refusals: ["branch-unknown", "step-not-by-message", "dunning-run-open"],
});

const byRev = z.strictObject({ rev });

function steering(
  verb: "pause" | "resume" | "drop" | "stop",
  summary: string,
  refusal:
    | "messages-not-under-way"
    | "messages-not-paused"
    | "messages-not-previewed"
    | "messages-not-sending",
) {
  return endpoint({
    name: `dunningruns.${verb}`,
    method: "post",
    path: `/api/dunning-runs/:id/${verb}`,
    permit: dunningRunPermissions.run,
    summary,
    params: byId,
    body: byRev,
    answer: runRow,
    refusals: ["not-found", refusal],
  });
}

export const pauseDunningRun = steering(
  "pause",
  "Lets a run wait after the messages in hand; undone by resuming",
  "messages-not-under-way",
);
export const resumeDunningRun = steering(
  "resume",
  "Goes on with a run that waits, where it stood",
  "messages-not-paused",
);
export const dropDunningRun = steering(
  "drop",
  "Gives a preview up: nobody sends by it any more; another preview takes its place",
  "messages-not-previewed",
);
export const stopDunningRun = steering(
  "stop",
  "Ends a run for good: what was not sent is sent no more; another preview takes its place",
  "messages-not-sending",
);

/** The revision that was looked at: what is approved is that preview. */
const asking = z.strictObject({ rev, reason });

const sendRefusals = [
  "not-found",
  "messages-not-previewed",
  "messages-to-nobody",
  "messages-outdated",
] as const;

export const previewDunningSend = endpoint({
  name: "preview-dunning-send",
  method: "post",
  key: false,
  path: "/api/dunning-runs/:id/send-preview",
  permit: dunningRunPermissions.run,
  summary: "What sending by a run comes to, and who would have to approve it; writes nothing",
  params: byId,
  body: asking,
  answer: previewedAnswer,
  refusals: sendRefusals,
});

export const askDunningSend = endpoint({
  name: "dunningruns.ask-send",
  method: "post",
  path: "/api/dunning-runs/:id/send-request",
  permit: dunningRunPermissions.run,
  summary: "Asks for sending by a run, as previewed; nothing that was sent is taken back",
  params: byId,
  body: asking.extend(withFiles),
  reads: readsRequest,
  answer: askedAnswer,
  refusals: [...sendRefusals, "request-pending", "file-not-found"],
});
