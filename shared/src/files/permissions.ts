import { permission } from "../access/permission.ts";

export const filePermissions = {
  /** Whoever writes on cases or asks for something; what holds a file says who sees it. */
  upload: permission("files.upload", [
    "agent",
    "supervisor",
    "dispatcher",
    "field-worker",
    "cashier",
    "hall-manager",
    "finance",
    "administrator",
  ]),
};
