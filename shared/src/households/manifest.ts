import { manifest } from "../api/manifest.ts";
import * as aliasesApi from "./aliases-api.ts";
import * as api from "./api.ts";
import * as contractsApi from "./contracts-api.ts";
import * as orgApi from "./org-api.ts";
import {
  householdPermissions,
  orgPermissions,
  premisePermissions,
  tariffPermissions,
} from "./permissions.ts";
import * as premisesApi from "./premises-api.ts";
import * as pricesApi from "./prices-api.ts";
import * as calendarsApi from "./season-calendars-api.ts";
import * as transferApi from "./transfer-api.ts";

export const householdsManifest = manifest("households", {
  permissions: [orgPermissions, householdPermissions, premisePermissions, tariffPermissions],
  endpoints: [
    orgApi,
    api,
    aliasesApi,
    contractsApi,
    premisesApi,
    pricesApi,
    calendarsApi,
    transferApi,
  ],
  refusals: { ...api.householdsRefusals, ...pricesApi.priceRefusals },
});
