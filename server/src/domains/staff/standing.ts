import type { Actor } from "@warmline/shared/access/actor.ts";
import { needsTwo, type Standing } from "@warmline/shared/staff/dual-control.ts";
import type { StaffMember } from "@warmline/shared/staff/model.ts";
import { requestHash } from "../../platform/commands/request-hash.ts";

export function standingOf({ name, roles, scope, active }: StaffMember): Standing {
  return { name, roles, scope, active };
}

/**
 * Changes with whatever a confirmation rests on, and with the password, but not with sign-ins and
 * wrong passwords: nobody keeps a request from being confirmed by guessing.
 */
export function personHash(member: StaffMember): string {
  const { passwordHash } = member;
  return requestHash("staff.person", { ...standingOf(member), passwordHash });
}

/** One administrator is enough; programs on the machine act for whoever may run them. */
export function mayAlone({ kind }: Actor, before: Standing | null, after: Standing): boolean {
  return kind === "system" || !needsTwo(before, after);
}
