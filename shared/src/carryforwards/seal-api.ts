import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { id, reason, rev } from "../api/fields.ts";
import { askedAnswer, previewedAnswer, readsRequest, withFiles } from "../requests/api.ts";
import { carryForwardPermissions } from "./permissions.ts";

const byId = z.strictObject({ id });
/** The revision that was looked at: what is approved is that statement. */
const asking = z.strictObject({ rev, reason });

const sealRefusals = ["not-found", "carry-not-reckoned", "carry-outdated", "days-open"] as const;

export const previewCarrySeal = endpoint({
  name: "preview-carry-seal",
  method: "post",
  key: false,
  path: "/api/carry-forwards/:id/seal-preview",
  permit: carryForwardPermissions.run,
  summary: "What sealing a carry-forward would fix; writes nothing",
  params: byId,
  body: asking,
  answer: previewedAnswer,
  refusals: sealRefusals,
});

export const askCarrySeal = endpoint({
  name: "carryforwards.ask-seal",
  method: "post",
  path: "/api/carry-forwards/:id/seal-request",
  permit: carryForwardPermissions.run,
  summary:
    "Asks for the seal of a carry-forward: the next one begins there; undone by withdrawing it",
  params: byId,
  body: asking.extend(withFiles),
  reads: readsRequest,
  answer: askedAnswer,
  refusals: [...sealRefusals, "request-pending", "file-not-found"],
});

const withdrawRefusals = ["not-found", "carry-not-sealed", "carry-followed"] as const;

export const previewCarryWithdrawal = endpoint({
  name: "preview-carry-withdrawal",
  method: "post",
  key: false,
  path: "/api/carry-forwards/:id/withdrawal-preview",
  permit: carryForwardPermissions.run,
  summary: "What withdrawing a sealed carry-forward would take back; writes nothing",
  params: byId,
  body: asking,
  answer: previewedAnswer,
  refusals: withdrawRefusals,
});

export const askCarryWithdrawal = endpoint({
  name: "carryforwards.ask-withdrawal",
  method: "post",
  path: "/api/carry-forwards/:id/withdrawal-request",
  permit: carryForwardPermissions.run,
  summary: "Asks for withdrawing the newest sealed carry-forward; its day is carried forward anew",
  params: byId,
  body: asking.extend(withFiles),
  reads: readsRequest,
  answer: askedAnswer,
  refusals: [...withdrawRefusals, "request-pending", "file-not-found"],
});
