import { permission } from "../access/permission.ts";

export const hallPermissions = {
  read: permission("hall.read", ["cashier", "hall-manager", "supervisor", "auditor"]),
  board: permission("hall.board", [
    "cashier",
    "hall-manager",
    "supervisor",
    "administrator",
    "kiosk",
    "tv",
  ]),
  take: permission("hall.take", ["kiosk", "hall-manager", "cashier"]),
  serve: permission("hall.serve", ["cashier", "hall-manager"]),
  arrange: permission("hall.arrange", ["hall-manager"]),
};
