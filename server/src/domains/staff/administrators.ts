import type { Role, StaffActor } from "@warmline/shared/access/actor.ts";
import { staff, staffGuards, type StaffMember } from "@warmline/shared/staff/model.ts";
import { insert, replace, type Write } from "@warmline/shared/store/write.ts";
import type { Deps } from "../../platform/deps.ts";
import { findAll } from "../../platform/stores/find-pages.ts";

const GUARD_ID = "administrators";

/** Only one who answers for the whole city can put everything right again. */
function administers(member: Pick<StaffMember, "roles" | "scope" | "active">): boolean {
  return member.active && member.scope.kind === "city" && member.roles.includes("administrator");
}

export type AdministratorRefusal = "own-administrator" | "last-administrator";

/**
 * Whether `member` may become `next` without leaving the city without an administrator, and the
 * write of the guard that must be part of the commit: two administrators who remove each other at
 * the same moment both write it, so one of them loses, reads again and is refused.
 */
export async function guardAdministrators(
  { store }: Pick<Deps, "store">,
  actor: Pick<StaffActor, "id">,
  member: StaffMember,
  next: { readonly roles: readonly Role[]; readonly scope: StaffMember["scope"]; active: boolean },
): Promise<AdministratorRefusal | readonly Write[]> {
  if (!administers(member) || administers(next)) return [];
  if (member.id === actor.id) return "own-administrator";
  // Read before counting: a change after this makes the commit lose.
  const guard = await store.get(staffGuards, GUARD_ID);
  const active = await findAll({ store }, staff, { index: "byActive", where: { active: true } });
  const others = active.filter((other) => other.id !== member.id && administers(other));
  if (others.length === 0) return "last-administrator";
  return [
    guard === null ? insert(staffGuards, { id: GUARD_ID }) : replace(staffGuards, guard, guard),
  ];
}
