import type { Instant } from "@warmline/shared/kernel/time.ts";
import { withFailure } from "@warmline/shared/staff/lockout.ts";
import type { StaffMember } from "@warmline/shared/staff/model.ts";

/** The member after one more wrong password from `source`. */
export function withFailed(member: StaffMember, source: string, at: Instant): StaffMember {
  return { ...member, attempts: withFailure(member.attempts ?? [], source, at) };
}
