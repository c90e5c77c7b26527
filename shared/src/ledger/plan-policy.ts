import { fen } from "../kernel/money.ts";
import type { ApprovalPolicy } from "../requests/policy.ts";
import { ledgerPermissions } from "./permissions.ts";

/** 分期协议审批, version 1: who asks at the counter is never who agrees to it. */
export const PLAN_POLICY: ApprovalPolicy = {
  name: "instalment-plans",
  version: 1,
  alone: null,
  steps: [{ permission: ledgerPermissions.approvePlan.name, overFen: fen(0), dayFen: null }],
  days: 14,
};
