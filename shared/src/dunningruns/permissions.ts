import { permission } from "../access/permission.ts";

/** 短信催缴: the branch prepares, its head or finance releases; never the same person. */
export const dunningRunPermissions = {
  read: permission("dunningruns.read", ["cashier", "hall-manager", "finance", "auditor"]),
  /** Previews, pauses, carries on, stops, and asks for sending. */
  run: permission("dunningruns.run", ["cashier", "hall-manager", "finance"]),
  approve: permission("dunningruns.approve", ["hall-manager", "finance"]),
};
