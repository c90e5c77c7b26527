import type { Role, StaffActor } from "@warmline/shared/access/actor.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { staff, type StaffMember } from "@warmline/shared/staff/model.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { findAll } from "../../platform/stores/find-pages.ts";

interface Office {
  readonly roles: readonly Role[];
  readonly scope: StaffMember["scope"];
  readonly active: boolean;
}

/** Only one who answers for the whole city can put everything right again. */
export function administers({ roles, scope, active }: Office): boolean {
  return active && scope.kind === "city" && roles.includes("administrator");
}

/** Who would be left where `member` becomes `next`; null where that takes no administrator away. */
export type AdministratorsLeft = readonly StaffMember[] | null;

/**
 * Reads who administers the city beside `member`. The reading is held against the commit: of two
 * administrators who remove each other at the same moment the second one is decided anew.
 */
export async function administratorsLeft(
  reads: Reads,
  member: StaffMember,
  next: Office,
): Promise<AdministratorsLeft> {
  if (!administers(member) || administers(next)) return null;
  return (await cityAdministrators(reads)).filter((other) => other.id !== member.id);
}

/** Everybody who administers the city. */
export async function cityAdministrators(reads: Pick<Reads, "find">): Promise<StaffMember[]> {
  const active = { index: "byActive", where: { active: true } };
  return (await findAll({ store: reads }, staff, active)).filter(administers);
}

export type AdministratorCode = "own-administrator" | "last-administrator";

/**
 * The city keeps an administrator, and nobody takes the office from themselves. Refusals, in this
 * order: `own-administrator`, `last-administrator`.
 */
export function keepsAdministrator(
  actor: Pick<StaffActor, "id">,
  member: Pick<StaffMember, "id">,
  left: AdministratorsLeft,
): Result<true, AdministratorCode> {
  if (left === null) return ok(true);
  if (member.id === actor.id) return refuse("own-administrator");
  return left.length === 0 ? refuse("last-administrator") : ok(true);
}
