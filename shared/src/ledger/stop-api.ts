import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { cityDate, id, line, reason, rev, seasonName } from "../api/fields.ts";
import { stopPermissions } from "../households/permissions.ts";
import { askedAnswer, previewedAnswer, readsRequest, withFiles } from "../requests/api.ts";
import { rechargeRefusals } from "./space-api.ts";

const params = z.strictObject({ id, season: seasonName });

const stop = z.int().min(1).max(100);
const act = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("stop"),
    from: cityDate,
    /** Absent: all of them. */
    spaceIds: z.array(id).min(1).max(500).readonly().optional(),
  }),
  z.strictObject({ kind: z.literal("restore"), stop, from: cityDate }),
  z.strictObject({ kind: z.literal("resume"), stop }),
]);

const body = z.strictObject({
  /** The contract's. */
  rev,
  act,
  evidence: line(60),
  reason,
});

/** HTTP status of each refusal by the terms of a stop. */
export const stopTermsRefusals = {
  "stop-part-season": 422,
  "stop-too-late": 422,
  "stop-past-owed": 422,
} as const;

const refusals = [
  "not-found",
  "day-closed",
  "no-contract",
  "stop-part-season",
  "stop-too-late",
  "stop-past-owed",
  "stop-outside-season",
  "space-unknown",
  "already-stopped",
  "not-stopped",
  "restore-outside-stop",
  "not-restored",
  ...rechargeRefusals,
] as const;

export const previewStops = endpoint({
  name: "preview-stops",
  method: "post",
  key: false,
  path: "/api/households/:id/contracts/:season/stops-preview",
  permit: stopPermissions.ask,
  summary: "What a stop, a restore or its withdrawal would post and leave owed; writes nothing",
  params,
  body,
  reads: { what: "account", of: ({ answer }) => answer.about },
  answer: previewedAnswer,
  refusals,
});

export const askStops = endpoint({
  name: "contracts.ask-stops",
  method: "post",
  path: "/api/households/:id/contracts/:season/stops-request",
  permit: stopPermissions.ask,
  summary:
    "Asks for a stop (undone by a restore from its first day) or a restore (by its withdrawal)",
  params,
  body: body.extend(withFiles),
  reads: readsRequest,
  answer: askedAnswer,
  refusals: [...refusals, "request-pending", "file-not-found"],
});
