import { permission } from "../access/permission.ts";

export const reportPermissions = {
  /** 统计报表: money of a branch or the city, down to what a household owes. */
  read: permission("reports.read", ["finance", "auditor"]),
};
