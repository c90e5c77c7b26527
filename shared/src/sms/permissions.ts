import { permission } from "../access/permission.ts";

export const smsPermissions = {
  /** Sends text messages to whoever reports, and sees what became of them. */
  send: permission("sms.send", ["agent", "supervisor"]),
};
