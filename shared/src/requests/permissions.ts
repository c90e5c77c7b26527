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
  readAll: permission("requests.read-all", ["auditor"]),
};
