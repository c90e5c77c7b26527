import { requestsManifest } from "@warmline/shared/requests/manifest.ts";
import { delegations } from "@warmline/shared/requests/delegation.ts";
import { limitUses, requests } from "@warmline/shared/requests/model.ts";
import { approvalPolicies } from "@warmline/shared/requests/policy-version.ts";
import { anyApprovable, type AnyApprovable } from "../../platform/commands/approvable.ts";
import type { Module } from "../../platform/module.ts";
import { expireJob } from "./expire-job.ts";
import { policyRequest } from "./policy-request.ts";
import { policyRoutes } from "./policy-routes.ts";
import { registryOf } from "./registry.ts";
import { requestRoutes } from "./routes.ts";
import { requestSubjects } from "./subjects.ts";
import { requestViews } from "./views.ts";

/** 审批: of all that the other domains say can be asked for. */
export function requestsModule(approvables: readonly AnyApprovable[]): Module {
  const rules = registryOf(approvables);
  const policies = policyRequest(rules);
  const registry = registryOf([...approvables, anyApprovable(policies)]);
  return {
    manifest: requestsManifest,
    collections: [requests, limitUses, delegations, approvalPolicies],
    routes: (deps) => [...requestRoutes(deps, registry), ...policyRoutes(deps, rules, policies)],
    views: (deps) => requestViews(deps, registry),
    jobs: [expireJob],
    subjects: requestSubjects,
  };
}
