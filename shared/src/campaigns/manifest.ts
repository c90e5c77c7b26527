import { manifest } from "../api/manifest.ts";
import * as api from "./api.ts";
import { campaignsView, contactsView } from "./live.ts";
import { campaignPermissions } from "./permissions.ts";

export const campaignsManifest = manifest("campaigns", {
  permissions: [campaignPermissions],
  endpoints: [api],
  refusals: api.campaignRefusals,
  views: [campaignsView, contactsView],
});
