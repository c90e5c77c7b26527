import { fen, ZERO_FEN } from "@warmline/shared/kernel/money.ts";
import { requestPermissions } from "@warmline/shared/requests/permissions.ts";
import { policyChanges } from "@warmline/shared/requests/policy-changes.ts";
import type { ApprovalPolicy } from "@warmline/shared/requests/policy.ts";
import { approvalPolicies } from "@warmline/shared/requests/policy-version.ts";
import { approvable } from "../../platform/commands/approvable.ts";
import { changePolicyCommand } from "./policies.ts";
import type { Registry } from "./registry.ts";

/**
 * By what rules are changed, and no data itself: whoever could loosen this one could loosen all.
 * One of finance asks, an administrator approves, who has none of the rights that rules are about.
 */
const POLICIES_POLICY: ApprovalPolicy = {
  name: "policies",
  version: 1,
  alone: null,
  steps: [{ permission: requestPermissions.approvePolicies.name, overFen: fen(0), dayFen: null }],
  days: 14,
};

/** 审批规则变更申请: of the rules of everything else that can be asked for. */
export function policyRequest(registry: Pick<Registry, "policies">) {
  return approvable({
    command: changePolicyCommand(registry),
    ask: requestPermissions.changePolicies,
    policy: POLICIES_POLICY,
    approvers: [requestPermissions.approvePolicies],
    about: ({ id }) => `${approvalPolicies.name}/${id}`,
    show: ({ known, holding }, input) => ({
      label: `requests.policy.${input.id}`,
      amountFen: ZERO_FEN,
      place: "city",
      apart: [...known.asks, ...known.approvers].map(({ name }) => name),
      preview: { changes: policyChanges(holding, input), entries: [], owed: [] },
    }),
  });
}
