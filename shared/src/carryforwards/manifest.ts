import { manifest } from "../api/manifest.ts";
import * as api from "./api.ts";
import * as householdApi from "./household-api.ts";
import * as sealApi from "./seal-api.ts";
import { carryForwardPermissions } from "./permissions.ts";

export const carryForwardsManifest = manifest("carryforwards", {
  permissions: [carryForwardPermissions],
  endpoints: [api, sealApi, householdApi],
  refusals: api.carryForwardRefusals,
});
