import { fen } from "../kernel/money.ts";
import type { ApprovalPolicy } from "../requests/policy.ts";
import { ledgerPermissions } from "./permissions.ts";

const yuan = (amount: number) => fen(amount * 100);

/**
 * 坏账核销审批, version 1: nobody alone; the branch asks, finance approves, and a large one twice, with
 * the decision of the board as its evidence (the field's matrix: shared/reference billing §7).
 */
export const WRITE_OFF_POLICY: ApprovalPolicy = {
  name: "write-off",
  version: 1,
  alone: null,
  steps: [
    { permission: ledgerPermissions.approveWriteOff.name, overFen: yuan(0), dayFen: null },
    { permission: ledgerPermissions.releaseWriteOff.name, overFen: yuan(5_000), dayFen: null },
  ],
  days: 30,
};
