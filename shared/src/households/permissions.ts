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
