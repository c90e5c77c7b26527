import { fen } from "../kernel/money.ts";
import type { ApprovalPolicy } from "../requests/policy.ts";
import { ledgerPermissions } from "./permissions.ts";

const yuan = (amount: number) => fen(amount * 100);

/**
 * 减免审批, version 1: nobody alone; the hall's or branch's head by amount, finance the last word on
 * what is large (the field's matrix: shared/reference billing §7).
 */
export const RELIEF_POLICY: ApprovalPolicy = {
  name: "relief",
  version: 1,
  alone: null,
  steps: [
    { permission: ledgerPermissions.approveRelief.name, overFen: yuan(0), dayFen: yuan(20_000) },
    { permission: ledgerPermissions.releaseRelief.name, overFen: yuan(1_000), dayFen: null },
  ],
  days: 14,
};
