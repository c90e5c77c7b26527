import { permission } from "../access/permission.ts";

export const requestPermissions = {
  /** Their own, and those that they may decide. */
  read: permission("requests.read", [
    "cashier",
    "hall-manager",
    "finance",
    "auditor",
    "administrator",
  ]),
  /** What each step needs is said by its rule. */
  decide: permission("requests.decide", ["hall-manager", "finance", "administrator"]),
  /** 审批规则: who asks for another one, and who approves it without having any of its rights. */
  changePolicies: permission("requests.change-policies", ["finance"]),
  approvePolicies: permission("requests.approve-policies", ["administrator"]),
  readAll: permission("requests.read-all", ["auditor"]),
};
