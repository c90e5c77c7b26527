import { permission } from "../access/permission.ts";

/** 年度结转: the year's statement, so whoever asks for its seal is never who approves it. */
export const carryForwardPermissions = {
  read: permission("carryforwards.read", ["finance", "auditor"]),
  /** Reckons, pauses, resumes, drops, and asks for the seal and its withdrawal. */
  run: permission("carryforwards.run", ["finance"]),
  approve: permission("carryforwards.approve", ["finance"]),
};
