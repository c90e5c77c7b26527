import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { id } from "../api/fields.ts";
import { LEFT_OUT } from "./people.ts";
import { campaignPermissions } from "./permissions.ts";
import { campaignRow } from "./rows.ts";

export const campaignRefusals = {
  "incident-not-restored": 409,
  "campaign-exists": 409,
  "nobody-to-call": 409,
  "too-many-people": 409,
  "campaign-state": 409,
} as const;

/** Whom a campaign would ring, or why there can be none. */
const ofIncident = [
  "not-found",
  "incident-not-restored",
  "campaign-exists",
  "too-many-people",
] as const;

const preview = z.strictObject({
  people: z.int(),
  cases: z.int(),
  leftOut: z.array(z.strictObject({ why: z.enum(LEFT_OUT), cases: z.int() })),
});
export type CampaignPreview = z.output<typeof preview>;

export const previewCampaign = endpoint({
  name: "campaigns.preview",
  method: "get",
  path: "/api/campaigns/preview",
  permit: campaignPermissions.manage,
  summary: "How many would be rung of those who joined an incident, and who is left out and why",
  query: z.strictObject({ incidentId: id }),
  answer: preview,
  refusals: ofIncident,
});

export const createCampaign = endpoint({
  name: "campaigns.create",
  method: "post",
  path: "/api/campaigns",
  permit: campaignPermissions.manage,
  summary: "Ring everybody who joined an incident and ask whether it is warm again",
  body: z.strictObject({
    incidentId: id,
    perMinute: z.int().min(1).max(60),
    atOnce: z.int().min(1).max(30),
  }),
  answer: campaignRow,
  refusals: [...ofIncident, "nobody-to-call"],
});

function steering(verb: "pause" | "resume" | "cancel", summary: string) {
  return endpoint({
    name: `campaigns.${verb}`,
    method: "post",
    path: `/api/campaigns/:id/${verb}`,
    permit: campaignPermissions.manage,
    summary,
    params: z.strictObject({ id }),
    body: z.strictObject({}),
    answer: campaignRow,
    refusals: ["not-found", "campaign-state", "campaign-exists"],
  });
}

export const pauseCampaign = steering("pause", "Nobody else is rung for now");
export const resumeCampaign = steering("resume", "Go on: the inverse of pausing and of cancelling");
export const cancelCampaign = steering("cancel", "Nobody else is rung any more");
