import { manifest } from "../api/manifest.ts";
import * as api from "./api.ts";
import { householdView } from "./live.ts";
import { ledgerPermissions } from "./permissions.ts";

export const ledgerManifest = manifest("ledger", {
  permissions: [ledgerPermissions],
  endpoints: [api],
  refusals: api.ledgerRefusals,
  views: [householdView],
});
