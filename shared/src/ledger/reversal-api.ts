import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { id, reason } from "../api/fields.ts";
import { askedAnswer, previewedAnswer, readsRequest, withFiles } from "../requests/api.ts";
import { reversalRefusals } from "./payment-api.ts";
import { ledgerPermissions } from "./permissions.ts";

const byId = z.strictObject({ id });

export const previewReversal = endpoint({
  name: "preview-reversal",
  method: "get",
  path: "/api/entries/:id/reversal-preview",
  permit: ledgerPermissions.askReversal,
  summary: "What reversing an entry would post and leave owed, and who would have to approve it",
  params: byId,
  reads: { what: "account", of: ({ answer }) => answer.about },
  answer: previewedAnswer,
  refusals: reversalRefusals,
});

export const askReversal = endpoint({
  name: "ledger.ask-reversal",
  method: "post",
  path: "/api/entries/:id/reversal-request",
  permit: ledgerPermissions.askReversal,
  summary: "Asks for a reversal that one may not make alone; nothing is posted yet",
  params: byId,
  body: z.strictObject({ reason, ...withFiles }),
  reads: readsRequest,
  answer: askedAnswer,
  refusals: [...reversalRefusals, "request-pending", "file-not-found"],
});
