import { permission } from "../access/permission.ts";

export const jobPermissions = {
  read: permission("jobs.read", ["auditor", "administrator"]),
  decide: permission("jobs.decide", ["administrator"]),
};
