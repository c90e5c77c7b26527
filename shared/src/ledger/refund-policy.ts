import { fen } from "../kernel/money.ts";
import type { ApprovalPolicy } from "../requests/policy.ts";
import { ledgerPermissions } from "./permissions.ts";

const yuan = (amount: number) => fen(amount * 100);

/**
 * 退费审批, version 1: nobody gives money back alone (the field's matrix has cashier and clerk ask, the
 * branch approve, the toll department follow, finance say the last word).
 */
export const REFUND_POLICY: ApprovalPolicy = {
  name: "refund",
  version: 1,
  alone: null,
  steps: [
    { permission: ledgerPermissions.approveRefund.name, overFen: yuan(0), dayFen: yuan(50_000) },
    { permission: ledgerPermissions.releaseRefund.name, overFen: yuan(3_000), dayFen: null },
  ],
  days: 7,
};
