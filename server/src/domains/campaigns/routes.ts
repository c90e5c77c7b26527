import * as api from "@warmline/shared/campaigns/api.ts";
import type { Deps } from "../../platform/deps.ts";
import { handle, serve, type Route } from "../../platform/http/serve.ts";
import { createCampaign, previewCampaign } from "./create-campaign.ts";
import { cancelCampaign, pauseCampaign, resumeCampaign } from "./steer-commands.ts";

export function campaignRoutes(deps: Deps): Route[] {
  return [
    serve(api.previewCampaign, (call) => previewCampaign(deps, call, call.query)),
    handle(deps, api.createCampaign, createCampaign),
    handle(deps, api.pauseCampaign, pauseCampaign),
    handle(deps, api.resumeCampaign, resumeCampaign),
    handle(deps, api.cancelCampaign, cancelCampaign),
  ];
}
