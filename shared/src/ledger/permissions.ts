import { permission } from "../access/permission.ts";

export const ledgerPermissions = {
  read: permission("ledger.read", [
    "agent",
    "supervisor",
    "cashier",
    "hall-manager",
    "finance",
    "auditor",
  ]),
  pay: permission("ledger.pay", ["cashier", "finance"]),
  /** Own payments, the same day. */
  void: permission("ledger.void", ["cashier", "finance"]),
  charge: permission("ledger.charge", ["finance"]),
  /** Payments of their hall, also later. */
  reversePayment: permission("ledger.reverse-payment", ["hall-manager", "finance"]),
  reverse: permission("ledger.reverse", ["finance"]),
  open: permission("ledger.open", ["finance"]),
  verify: permission("ledger.verify", ["finance", "auditor"]),
};
