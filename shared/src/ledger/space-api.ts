import { z } from "zod";
import { offerRefusals } from "../catalogue/api.ts";
import { endpoint } from "../api/endpoint.ts";
import { id } from "../api/fields.ts";
import { premisePermissions } from "../households/permissions.ts";
import { spacesChange } from "../households/premises-api.ts";
import { askedAnswer, previewedAnswer, readsRequest, withFiles } from "../requests/api.ts";
import { entryUndoRefusals } from "./undo-refusals.ts";

const byId = z.strictObject({ id });

/** Of charging anew what was charged. */
export const rechargeRefusals = [
  ...entryUndoRefusals,
  "already-charged",
  "no-spaces",
  "rule-missing",
  "no-tariff",
  "no-stop-rate",
  "nothing-to-charge",
  "bad-amount",
] as const;

/** Of the premise, then of charging anew. */
const refusals = [
  "day-closed",
  "area-wrong",
  ...offerRefusals,
  "spaces-same",
  ...rechargeRefusals,
] as const;

export const previewSpaces = endpoint({
  name: "preview-spaces",
  method: "post",
  key: false,
  path: "/api/households/:id/premise/spaces-preview",
  permit: premisePermissions.ask,
  summary: "What other areas or classes would change, post and leave owed; writes nothing",
  params: byId,
  body: spacesChange,
  reads: { what: "account", of: ({ answer }) => answer.about },
  answer: previewedAnswer,
  refusals,
});

export const askSpaces = endpoint({
  name: "premises.ask-change",
  method: "post",
  path: "/api/households/:id/premise/spaces-request",
  permit: premisePermissions.ask,
  summary: "Asks for other areas or classes from a day on; undone by the change back from that day",
  params: byId,
  body: spacesChange.extend(withFiles),
  reads: readsRequest,
  answer: askedAnswer,
  refusals: [...refusals, "request-pending", "file-not-found"],
});
