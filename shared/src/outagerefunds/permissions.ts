import { permission } from "../access/permission.ts";

/** 停热整片退费: of many households at once, so whoever asks for it is never who approves it. */
export const outageRefundPermissions = {
  read: permission("outagerefunds.read", ["finance", "auditor", "hall-manager"]),
  /** Previews, gives up, and asks for refunding and undoing. */
  run: permission("outagerefunds.run", ["finance"]),
  approve: permission("outagerefunds.approve", ["finance"]),
};
