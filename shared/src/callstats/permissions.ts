import { permission } from "../access/permission.ts";

export const callstatsPermissions = {
  read: permission("callstats.read", ["supervisor"]),
  /** Reckons all of it anew. */
  rebuild: permission("callstats.rebuild", ["supervisor"]),
};
