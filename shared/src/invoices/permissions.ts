import { permission } from "../access/permission.ts";

export const invoicePermissions = {
  read: permission("invoices.read", [
    "agent",
    "supervisor",
    "cashier",
    "hall-manager",
    "finance",
    "auditor",
  ]),
  /** 开票: asking for one, mending and dropping it before it is issued. */
  ask: permission("invoices.ask", ["cashier", "hall-manager", "finance"]),
  /** 红冲 of an issued one. */
  red: permission("invoices.red", ["hall-manager", "finance"]),
  /** 税号 whole; the access log keeps who saw it. */
  readTaxNumber: permission("invoices.read-tax-number", ["finance"]),
};
