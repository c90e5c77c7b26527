import { EVERYONE, permission } from "../access/permission.ts";

export const selfPermissions = {
  read: permission("self.read", EVERYONE),
};

export const staffPermissions = {
  read: permission("staff.read", ["administrator", "supervisor", "dispatcher", "auditor"]),
  write: permission("staff.write", ["administrator"]),
  /** Of what another one asks for: rights over money, prices or staff, passwords of holders. */
  approve: permission("staff.approve", ["administrator"]),
};

export const sessionPermissions = {
  end: permission("sessions.end", ["administrator"]),
};
