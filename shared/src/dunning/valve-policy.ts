import { fen } from "../kernel/money.ts";
import type { ApprovalPolicy } from "../requests/policy.ts";
import { dunningPermissions } from "./permissions.ts";

/** 关阀审批, version 1: who asks for it is never who approves it, however little is owed. */
export const VALVE_POLICY: ApprovalPolicy = {
  name: "valve-orders",
  version: 1,
  alone: null,
  steps: [{ permission: dunningPermissions.approveValve.name, overFen: fen(0), dayFen: null }],
  days: 14,
};
