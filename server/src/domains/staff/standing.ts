import type { Actor } from "@warmline/shared/access/actor.ts";
import { needsTwo, type Standing } from "@warmline/shared/staff/dual-control.ts";
import type { StaffMember } from "@warmline/shared/staff/model.ts";

export function standingOf({ name, roles, scope, active }: StaffMember): Standing {
  return { name, roles, scope, active };
}

/** One administrator is enough; programs on the machine act for whoever may run them. */
export function mayAlone({ kind }: Actor, before: Standing | null, after: Standing): boolean {
  return kind === "system" || !needsTwo(before, after);
}
