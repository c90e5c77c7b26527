import type { Scope } from "@warmline/shared/access/actor.ts";
import type { AuditChange } from "@warmline/shared/audit/model.ts";
import type { StaffMember } from "@warmline/shared/staff/model.ts";

type Rights = Pick<StaffMember, "roles" | "scope">;
const NONE = { roles: [], scope: null };

/** 权限变更: what one may do and where, before and after; empty where that stays. */
export function rightsChanged(before: Rights | typeof NONE, after: Rights): readonly AuditChange[] {
  const roles = { field: "roles", from: sorted(before.roles), to: sorted(after.roles) } as const;
  const scope = { field: "scope", from: words(before.scope), to: words(after.scope) } as const;
  return [roles, scope].filter(({ from, to }) => from.join() !== to.join());
}

/** What somebody new is given. */
export function rightsGiven(rights: Rights): readonly AuditChange[] {
  return rightsChanged(NONE, rights);
}

function sorted(roles: readonly string[]): string[] {
  return roles.toSorted();
}

function words(scope: Scope | null): string[] {
  if (scope === null) return [];
  if (scope.kind === "city") return ["city"];
  return [scope.kind, scope.kind === "branch" ? scope.branchId : scope.hallId];
}
