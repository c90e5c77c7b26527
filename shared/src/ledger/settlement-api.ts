import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { id, reason, seasonName } from "../api/fields.ts";
import { askedAnswer, previewedAnswer, readsRequest, withFiles } from "../requests/api.ts";
import { ledgerPermissions } from "./permissions.ts";
import { entryUndoRefusals } from "./undo-refusals.ts";

/** 计量结算 of a season by its meters; its inverse is the reversal of its entry. */

const params = z.strictObject({ id });
const body = z.strictObject({ season: seasonName, reason });

const refusals = [
  "not-found",
  "day-closed",
  "season-unknown",
  "no-settlement-rule",
  "no-contract",
  "nothing-charged",
  "not-metered",
  "no-meter",
  "reading-missing",
  "figures-fall",
  "unit-differs",
  "already-settled",
  ...entryUndoRefusals,
  "bad-amount",
] as const;

export const previewSettlement = endpoint({
  name: "preview-settlement",
  method: "post",
  key: false,
  path: "/api/households/:id/settlement-preview",
  permit: ledgerPermissions.askSettlement,
  summary: "What settling a season by its meters would post and leave owed, and who would approve",
  params,
  body,
  reads: { what: "account", of: ({ answer }) => answer.about },
  answer: previewedAnswer,
  refusals,
});

export const askSettlement = endpoint({
  name: "ledger.ask-settlement",
  method: "post",
  path: "/api/households/:id/settlement-requests",
  permit: ledgerPermissions.askSettlement,
  summary: "Asks for a season to be settled by its meters; undone by reversing the entry",
  params,
  body: body.extend(withFiles),
  reads: readsRequest,
  answer: askedAnswer,
  refusals: [...refusals, "request-pending", "file-not-found"],
});
