import { EVERYONE, permission } from "../access/permission.ts";

export const orgPermissions = {
  read: permission("org.read", [...EVERYONE, "kiosk", "tv"]),
};

export const householdPermissions = {
  read: permission("households.read", [
    "agent",
    "supervisor",
    "dispatcher",
    "field-worker",
    "cashier",
    "hall-manager",
    "finance",
    "auditor",
  ]),
  write: permission("households.write", ["cashier", "hall-manager", "finance"]),
};

/** 面积: what is charged rests on it, so who takes the money does not change it. */
export const premisePermissions = {
  write: permission("premises.write", ["finance"]),
};

export const tariffPermissions = {
  read: permission("tariffs.read", [
    "agent",
    "supervisor",
    "cashier",
    "hall-manager",
    "finance",
    "auditor",
  ]),
  write: permission("tariffs.write", ["finance"]),
};
