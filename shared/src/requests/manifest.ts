import { manifest } from "../api/manifest.ts";
import * as api from "./api.ts";
import * as delegation from "./delegation-api.ts";
import * as policyApi from "./policy-api.ts";
import { requestsView } from "./live.ts";
import { requestPermissions } from "./permissions.ts";

export const requestsManifest = manifest("requests", {
  permissions: [requestPermissions],
  endpoints: [api, delegation, policyApi],
  refusals: api.requestRefusals,
  views: [requestsView],
});
