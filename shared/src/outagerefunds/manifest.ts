import { manifest } from "../api/manifest.ts";
import * as api from "./api.ts";
import { outageRefundPermissions } from "./permissions.ts";

export const outageRefundsManifest = manifest("outagerefunds", {
  permissions: [outageRefundPermissions],
  endpoints: [api],
  refusals: api.outageRefundRefusals,
});
