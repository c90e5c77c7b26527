import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { cityDate, id, line, reason } from "../api/fields.ts";
import { askedAnswer, previewedAnswer, readsRequest, withFiles } from "../requests/api.ts";
import { fileIds, madeAnswer, NOTE_MAX } from "./api.ts";
import { VALVE_TURNS } from "./model.ts";
import { dunningPermissions } from "./permissions.ts";

/** 关阀令 and what was done at the valve. */

/** HTTP status of each refusal about valves. */
export const valveRefusals = { "valve-not-ordered": 409, "valve-not-shut": 409 } as const;

const params = z.strictObject({ id });
const body = z.strictObject({ reason });
const refusals = [
  "not-found",
  "nothing-overdue",
  "dunning-held",
  "step-not-next",
  "step-not-yet",
] as const;

export const previewValveOrder = endpoint({
  name: "preview-valve-order",
  method: "post",
  key: false,
  path: "/api/households/:id/valve-preview",
  permit: dunningPermissions.askValve,
  summary: "What an order to shut the valve would rest on, and who would have to approve it",
  params,
  body,
  reads: { what: "account", of: ({ answer }) => answer.about },
  answer: previewedAnswer,
  refusals,
});

export const askValveOrder = endpoint({
  name: "dunning.ask-valve-order",
  method: "post",
  path: "/api/households/:id/valve-requests",
  permit: dunningPermissions.askValve,
  summary: "Asks for an order to shut the valve; a payment takes it back at once",
  params,
  body: body.extend(withFiles),
  reads: readsRequest,
  answer: askedAnswer,
  refusals: [...refusals, "request-pending", "file-not-found"],
});

export const turnValve = endpoint({
  name: "dunning.turn-valve",
  method: "post",
  path: "/api/households/:id/dunning/valve",
  permit: dunningPermissions.turnValve,
  summary: "That a valve was shut by an order, or opened again, with a picture",
  params,
  body: z.strictObject({
    turned: z.enum(VALVE_TURNS),
    day: cityDate,
    note: line(NOTE_MAX).optional(),
    fileIds,
  }),
  answer: madeAnswer,
  refusals: [
    "not-found",
    "file-not-found",
    "day-ahead",
    "valve-not-ordered",
    "valve-not-shut",
    "evidence-needed",
  ],
});
