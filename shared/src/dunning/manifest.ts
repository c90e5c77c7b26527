import { manifest } from "../api/manifest.ts";
import * as api from "./api.ts";
import { dunningPermissions } from "./permissions.ts";
import * as slipApi from "./slip-api.ts";
import * as valveApi from "./valve-api.ts";

export const dunningManifest = manifest("dunning", {
  permissions: [dunningPermissions],
  endpoints: [api, valveApi, slipApi],
  refusals: { ...api.dunningRefusals, ...valveApi.valveRefusals, ...slipApi.slipRefusals },
});
