import { manifest } from "../api/manifest.ts";
import * as api from "./api.ts";
import { exportArrears, readArrears } from "./arrears-api.ts";
import { areaStatementApi } from "./area-statement-api.ts";
import { seasonStatementApi } from "./season-statement-api.ts";
import { stopsApi } from "./stops-api.ts";
import { exportStopRegister, readStopRegister } from "./stop-register-api.ts";
import { exportOldDebt, readOldDebt } from "./old-debt-api.ts";
import { reportPermissions } from "./permissions.ts";
import { readPrepayments } from "./prepayments-api.ts";
import { exportRefunds, readRefunds } from "./refunds-api.ts";
import { exportReliefs, readReliefs } from "./reliefs-api.ts";
import { readRevenue } from "./revenue-api.ts";
import { exportTakings, readTakings } from "./takings-api.ts";
import { exportVoids, readVoids } from "./voids-api.ts";

export const reportsManifest = manifest("reports", {
  permissions: [reportPermissions],
  endpoints: [
    api,
    areaStatementApi,
    stopsApi,
    seasonStatementApi,
    { exportArrears, readArrears },
    { readOldDebt, readPrepayments, readRevenue, readTakings },
    { exportRefunds, exportVoids, readRefunds, readVoids },
    { exportStopRegister, readStopRegister },
    { exportOldDebt, exportReliefs, exportTakings, readReliefs },
  ],
  refusals: api.reportRefusals,
});
