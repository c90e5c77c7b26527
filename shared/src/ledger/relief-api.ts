import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { id, line, reason, seasonName } from "../api/fields.ts";
import { fenBetween } from "../api/unit-fields.ts";
import { code, offerRefusals } from "../catalogue/api.ts";
import { askedAnswer, previewedAnswer, readsRequest, withFiles } from "../requests/api.ts";
import { AMOUNT_MAX_FEN } from "./allocate.ts";
import { ledgerPermissions } from "./permissions.ts";

/** 减免: asked for on a season; its inverse is the reversal of its entry. */

const params = z.strictObject({ id });
const body = z.strictObject({
  season: seasonName,
  relief: code,
  /** Of one without a rate. */
  amountFen: fenBetween(1, AMOUNT_MAX_FEN).optional(),
  evidence: line(60),
  reason,
});

const refusals = [
  "not-found",
  "day-closed",
  ...offerRefusals,
  "no-contract",
  "amount-by-area",
  "nothing-charged",
  "bad-amount",
  "more-than-charged",
] as const;

export const previewRelief = endpoint({
  name: "preview-relief",
  method: "post",
  key: false,
  path: "/api/households/:id/relief-preview",
  permit: ledgerPermissions.askRelief,
  summary: "What a relief would post and leave owed, and who would have to approve it",
  params,
  body,
  reads: { what: "account", of: ({ answer }) => answer.about },
  answer: previewedAnswer,
  refusals,
});

export const askRelief = endpoint({
  name: "ledger.ask-relief",
  method: "post",
  path: "/api/households/:id/relief-requests",
  permit: ledgerPermissions.askRelief,
  summary: "Asks for less to be owed of a season; undone by reversing the relief's entry",
  params,
  body: body.extend(withFiles),
  reads: readsRequest,
  answer: askedAnswer,
  refusals: [...refusals, "request-pending", "file-not-found"],
});
