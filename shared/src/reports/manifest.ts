import { manifest } from "../api/manifest.ts";
import * as api from "./api.ts";
import { readOldDebt } from "./old-debt-api.ts";
import { reportPermissions } from "./permissions.ts";
import { readPrepayments } from "./prepayments-api.ts";
import { readRevenue } from "./revenue-api.ts";
import { readTakings } from "./takings-api.ts";

export const reportsManifest = manifest("reports", {
  permissions: [reportPermissions],
  endpoints: [api, { readOldDebt, readPrepayments, readRevenue, readTakings }],
  refusals: api.reportRefusals,
});
