import { fen } from "../kernel/money.ts";
import type { ApprovalPolicy } from "../requests/policy.ts";
import { ledgerPermissions } from "./permissions.ts";

const yuan = (amount: number) => fen(amount * 100);

/**
 * 计量结算审批, version 1: nobody alone, as it makes money free; the hall's or branch's head, and
 * finance the last word on what is large.
 */
export const SETTLEMENT_POLICY: ApprovalPolicy = {
  name: "settlement",
  version: 1,
  alone: null,
  steps: [
    {
      permission: ledgerPermissions.approveSettlement.name,
      overFen: yuan(0),
      dayFen: yuan(50_000),
    },
    { permission: ledgerPermissions.releaseSettlement.name, overFen: yuan(2_000), dayFen: null },
  ],
  days: 14,
};
