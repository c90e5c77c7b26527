import { manifest } from "../api/manifest.ts";
import * as aliasesApi from "./aliases-api.ts";
import * as api from "./api.ts";
import * as contractsApi from "./contracts-api.ts";
import * as customerLinksApi from "./customer-links-api.ts";
import * as customersApi from "./customers-api.ts";
import * as orgApi from "./org-api.ts";
import {
  customerPermissions,
  householdPermissions,
  orgPermissions,
  premisePermissions,
  seasonPermissions,
  stopPermissions,
  tariffPermissions,
} from "./permissions.ts";
import * as premisesApi from "./premises-api.ts";
import * as pricesApi from "./prices-api.ts";
import * as calendarsApi from "./season-calendars-api.ts";
import * as seasonRequestsApi from "./season-requests-api.ts";

export const householdsManifest = manifest("households", {
  permissions: [
    orgPermissions,
    householdPermissions,
    customerPermissions,
    premisePermissions,
    stopPermissions,
    tariffPermissions,
    seasonPermissions,
  ],
  endpoints: [
    orgApi,
    api,
    aliasesApi,
    contractsApi,
    customersApi,
    customerLinksApi,
    premisesApi,
    pricesApi,
    calendarsApi,
    seasonRequestsApi,
  ],
  refusals: {
    ...api.householdsRefusals,
    ...customersApi.customerRefusals,
    ...pricesApi.priceRefusals,
  },
});
