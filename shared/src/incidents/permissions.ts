import { permission } from "../access/permission.ts";

export const incidentPermissions = {
  read: permission("incidents.read", [
    "agent",
    "supervisor",
    "dispatcher",
    "field-worker",
    "cashier",
    "hall-manager",
    "finance",
    "auditor",
  ]),
  manage: permission("incidents.manage", ["supervisor", "dispatcher"]),
  join: permission("incidents.join", ["agent", "supervisor", "dispatcher"]),
  note: permission("incidents.note", ["agent", "supervisor", "dispatcher", "field-worker"]),
};
