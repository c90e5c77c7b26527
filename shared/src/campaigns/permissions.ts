import { permission } from "../access/permission.ts";

export const campaignPermissions = {
  read: permission("campaigns.read", ["agent", "supervisor"]),
  manage: permission("campaigns.manage", ["supervisor"]),
};
