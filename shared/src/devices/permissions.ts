import { permission } from "../access/permission.ts";

export const devicePermissions = {
  read: permission("devices.read", ["administrator", "hall-manager", "auditor"]),
  pair: permission("devices.pair", ["administrator", "hall-manager"]),
};
