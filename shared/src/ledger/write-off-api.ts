import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { id, line, reason, seasonName } from "../api/fields.ts";
import { askedAnswer, previewedAnswer, readsRequest, withFiles } from "../requests/api.ts";
import { ledgerPermissions } from "./permissions.ts";
import { WRITE_OFF_GROUNDS } from "./write-off-ground.ts";

/** 坏账核销 of past seasons; its inverse is the reversal of its entry. */

const SEASONS_MAX = 60;

/** The account: the household's, or what stayed with a former holder. */
const params = z.strictObject({ id });
const body = z.strictObject({
  seasons: z
    .array(seasonName)
    .min(1)
    .max(SEASONS_MAX)
    .refine((all) => new Set(all).size === all.length, "season-twice"),
  ground: z.enum(WRITE_OFF_GROUNDS),
  evidence: line(60),
  reason,
});

const refusals = [
  "not-found",
  "day-closed",
  "season-not-over",
  "in-plan",
  "season-not-owed",
] as const;

export const previewWriteOff = endpoint({
  name: "preview-write-off",
  method: "post",
  key: false,
  path: "/api/households/:id/write-off-preview",
  permit: ledgerPermissions.askWriteOff,
  summary: "What writing off past seasons would post and leave owed, and who would approve it",
  params,
  body,
  reads: { what: "account", of: ({ answer }) => answer.about },
  answer: previewedAnswer,
  refusals,
});

export const askWriteOff = endpoint({
  name: "ledger.ask-write-off",
  method: "post",
  path: "/api/households/:id/write-off-requests",
  permit: ledgerPermissions.askWriteOff,
  summary: "Asks for what is open of past seasons to be written off; undone by a reversal",
  params,
  body: body.extend(withFiles),
  reads: readsRequest,
  answer: askedAnswer,
  refusals: [...refusals, "request-pending", "file-not-found"],
});
