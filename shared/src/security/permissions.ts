import { permission } from "../access/permission.ts";

export const securityPermissions = {
  read: permission("security.read", ["auditor", "administrator"]),
  acknowledge: permission("security.acknowledge", ["auditor", "administrator"]),
};
