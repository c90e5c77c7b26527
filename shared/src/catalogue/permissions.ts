import { EVERYONE, permission } from "../access/permission.ts";

export const cataloguePermissions = {
  /** Every screen names classes and house types by it. */
  read: permission("catalogue.read", [...EVERYONE]),
  /** Its versions, and how much of what is on file uses what. */
  review: permission("catalogue.review", ["supervisor", "hall-manager", "finance", "auditor"]),
  /** Prices rest on it, so who asks for a change is never who approves it. */
  ask: permission("catalogue.ask", ["finance"]),
  approve: permission("catalogue.approve", ["finance"]),
};
