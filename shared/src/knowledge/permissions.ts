import { permission } from "../access/permission.ts";

export const knowledgePermissions = {
  /** Whoever answers residents, at a desk or on the spot. */
  read: permission("knowledge.read", [
    "agent",
    "supervisor",
    "dispatcher",
    "field-worker",
    "cashier",
    "hall-manager",
    "finance",
  ]),
  write: permission("knowledge.write", ["supervisor", "dispatcher", "hall-manager", "finance"]),
  /** What somebody else wrote. */
  approve: permission("knowledge.approve", ["supervisor", "finance"]),
};
