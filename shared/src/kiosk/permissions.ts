import { permission } from "../access/permission.ts";

export const kioskPermissions = {
  lookup: permission("kiosk.lookup", ["kiosk"]),
};
