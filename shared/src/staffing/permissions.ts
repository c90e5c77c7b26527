import { permission } from "../access/permission.ts";

export const staffingPermissions = {
  read: permission("staffing.read", ["supervisor"]),
  /** Says how cold a day was or will be, and which target seats are reckoned by. */
  plan: permission("staffing.plan", ["supervisor"]),
};
