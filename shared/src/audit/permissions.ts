import { permission } from "../access/permission.ts";

export const auditPermissions = {
  read: permission("audit.read", ["auditor", "administrator"]),
};
