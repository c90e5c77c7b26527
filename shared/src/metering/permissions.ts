import { permission } from "../access/permission.ts";

export const meteringPermissions = {
  read: permission("metering.read", [
    "agent",
    "supervisor",
    "dispatcher",
    "field-worker",
    "cashier",
    "hall-manager",
    "finance",
    "auditor",
  ]),
  /** 抄表: whoever stands before the meter, or is told what it shows. */
  record: permission("metering.record", ["field-worker", "cashier", "hall-manager", "finance"]),
  /** 装表、换表、拆表. */
  install: permission("metering.install", ["field-worker", "hall-manager", "finance"]),
};
