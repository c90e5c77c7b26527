import { manifest } from "../api/manifest.ts";
import * as api from "./api.ts";
import { dunningPermissions } from "./permissions.ts";
import * as valveApi from "./valve-api.ts";

export const dunningManifest = manifest("dunning", {
  permissions: [dunningPermissions],
  endpoints: [api, valveApi],
  refusals: { ...api.dunningRefusals, ...valveApi.valveRefusals },
});
