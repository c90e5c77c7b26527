import { ok } from "@warmline/shared/kernel/result.ts";
import * as wire from "@warmline/shared/requests/policy-api.ts";
import type { Deps } from "../../platform/deps.ts";
import { handle, serve, type Route } from "../../platform/http/serve.ts";
import { askCommand, previewCommand } from "./ask-command.ts";
import { listPolicies } from "./policies.ts";
import type { policyRequest } from "./policy-request.ts";
import { askedFor } from "./queries.ts";
import type { Registry } from "./registry.ts";

/** 审批规则: what holds, and how another one is asked for. */
export function policyRoutes(
  deps: Deps,
  registry: Pick<Registry, "policies">,
  of: ReturnType<typeof policyRequest>,
): Route[] {
  const ask = askCommand({ name: "requests.ask-policy", of });
  return [
    serve(wire.listApprovalPolicies, async () => ok(await listPolicies(deps, registry))),
    handle(deps, wire.previewApprovalPolicy, previewCommand(of)),
    handle(deps, wire.askApprovalPolicy, ask, {
      read: ({ id }, { actor }) => askedFor(deps, actor, of, id),
    }),
  ];
}
