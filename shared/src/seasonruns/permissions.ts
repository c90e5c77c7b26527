import { permission } from "../access/permission.ts";

/** 批量出账: a year's income, so whoever asks for it is never who approves it. */
export const seasonRunPermissions = {
  read: permission("seasonruns.read", ["finance", "auditor"]),
  /** Previews, pauses, resumes, and asks for charging and undoing. */
  run: permission("seasonruns.run", ["finance"]),
  approve: permission("seasonruns.approve", ["finance"]),
};
