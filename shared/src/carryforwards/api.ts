import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { cityDate, id, line, queryInt, rev } from "../api/fields.ts";
import { subjectsOf } from "../api/reads.ts";
import { NODE } from "../reports/node.ts";
import { carryAnswer, carryRowAnswer, exceptionRow, nodeAnswer } from "./answers.ts";
import { FLAWS } from "./carry-line.ts";
import { carryForwardPermissions } from "./permissions.ts";

/** HTTP status of each refusal of this domain. */
export const carryForwardRefusals = {
  "day-not-past": 422,
  "carry-open": 409,
  "day-carried": 409,
  "days-open": 409,
  "carry-not-working": 409,
  "carry-not-paused": 409,
  "carry-sealed": 409,
  "carry-not-reckoned": 409,
  "carry-outdated": 409,
  "carry-not-sealed": 409,
  "carry-followed": 409,
} as const;

const byId = z.strictObject({ id });
const byRev = z.strictObject({ rev });

export const listCarryForwards = endpoint({
  name: "carryforwards.list",
  method: "get",
  path: "/api/carry-forwards",
  permit: carryForwardPermissions.read,
  summary: "Carry-forwards, the newest first; the newest hundred",
  answer: z.array(carryRowAnswer),
  refusals: [],
});

export const readCarryForward = endpoint({
  name: "carryforwards.read",
  method: "get",
  path: "/api/carry-forwards/:id",
  permit: carryForwardPermissions.read,
  summary: "A carry-forward: how far it is, what it comes to by season, and its hash",
  params: byId,
  answer: carryAnswer,
  refusals: ["not-found"],
});

const asked = z.strictObject({
  /** `branch/station/building`, as far down as is asked; left out: the city. */
  node: line(250).regex(NODE, "not-a-node").optional(),
});

export const readCarryNode = endpoint({
  name: "carryforwards.node",
  method: "get",
  path: "/api/carry-forwards/:id/statement",
  permit: carryForwardPermissions.read,
  summary: "The statement of a node and of what is below it, down to the accounts of a building",
  params: byId,
  query: asked,
  reads: {
    what: "household",
    list: true,
    of: ({ answer }) =>
      subjectsOf(
        "households",
        answer.rows.flatMap(({ householdId }) => householdId ?? []),
      ),
  },
  answer: nodeAnswer,
  refusals: ["not-found"],
});

/** 导出: the same as a workbook, numbers as numbers. */
export const exportCarryNode = endpoint({
  name: "carryforwards.sheet",
  method: "get",
  path: "/api/carry-forwards/:id/sheet",
  permit: carryForwardPermissions.read,
  summary: "The statement of a node as an XLSX workbook, in the language of whoever asks",
  params: byId,
  query: asked,
  reads: { what: "household", list: true },
  answer: z.instanceof(Uint8Array),
  refusals: ["not-found"],
});

export const listCarryExceptions = endpoint({
  name: "carryforwards.exceptions",
  method: "get",
  path: "/api/carry-forwards/:id/exceptions",
  permit: carryForwardPermissions.read,
  summary: "Accounts whose line does not agree with itself, by household number, with the evidence",
  params: byId,
  query: z.strictObject({
    code: z.enum(FLAWS).optional(),
    limit: queryInt(1, 200).default(50),
    /** `next` of the page before. */
    after: line(200).optional(),
  }),
  answer: z.strictObject({ rows: z.array(exceptionRow), next: z.string().nullable() }),
  refusals: ["not-found"],
  reads: {
    what: "household",
    list: true,
    of: ({ answer }) =>
      subjectsOf(
        "households",
        answer.rows.map(({ householdId }) => householdId),
      ),
  },
});

export const beginCarryForward = endpoint({
  name: "carryforwards.begin",
  method: "post",
  path: "/api/carry-forwards",
  permit: carryForwardPermissions.run,
  summary: "Carries every account forward as of the end of a day that is past; posts nothing",
  body: z.strictObject({ day: cityDate }),
  answer: carryRowAnswer,
  refusals: ["day-not-past", "carry-open", "day-carried", "days-open"],
});

export const pauseCarryForward = endpoint({
  name: "carryforwards.pause",
  method: "post",
  path: "/api/carry-forwards/:id/pause",
  permit: carryForwardPermissions.run,
  summary: "Lets a carry-forward wait after the chunks in hand; undone by resuming",
  params: byId,
  body: byRev,
  answer: carryRowAnswer,
  refusals: ["not-found", "carry-not-working"],
});

export const resumeCarryForward = endpoint({
  name: "carryforwards.resume",
  method: "post",
  path: "/api/carry-forwards/:id/resume",
  permit: carryForwardPermissions.run,
  summary: "Goes on with a carry-forward that waits, where it stood",
  params: byId,
  body: byRev,
  answer: carryRowAnswer,
  refusals: ["not-found", "carry-not-paused"],
});

export const dropCarryForward = endpoint({
  name: "carryforwards.drop",
  method: "post",
  path: "/api/carry-forwards/:id/drop",
  permit: carryForwardPermissions.run,
  summary: "Gives up a carry-forward that nobody has sealed; another one takes its place",
  params: byId,
  body: byRev,
  answer: carryRowAnswer,
  refusals: ["not-found", "carry-sealed"],
});
