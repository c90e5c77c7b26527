import { manifest } from "../api/manifest.ts";
import * as api from "./api.ts";
import * as commandsApi from "./commands-api.ts";
import * as listsApi from "./lists-api.ts";
import { caseView, casesView, householdCasesView } from "./live.ts";
import * as policyApi from "./policy-api.ts";
import { casePermissions } from "./permissions.ts";

export const casesManifest = manifest("cases", {
  permissions: [casePermissions],
  endpoints: [api, listsApi, commandsApi, policyApi],
  refusals: api.caseRefusals,
  views: [casesView, caseView, householdCasesView],
});
