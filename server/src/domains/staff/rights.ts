import type { Scope } from "@warmline/shared/access/actor.ts";
import type { AuditChange } from "@warmline/shared/audit/model.ts";
import type { Standing } from "@warmline/shared/staff/dual-control.ts";

/**
 * 权限变更: what one may do, where and whether at all, before and after; empty where that stays.
 * `before` is null for a newcomer; `newPassword` says that one was handed over.
 */
export function rightsChanged(
  before: Standing | null,
  after: Standing,
  newPassword = false,
): readonly AuditChange[] {
  const password: AuditChange = { field: "password", from: [], to: ["one-time"] };
  const changes: AuditChange[] = [
    { field: "roles", from: before?.roles.toSorted() ?? [], to: after.roles.toSorted() },
    { field: "scope", from: words(before?.scope), to: words(after.scope) },
    { field: "active", from: activity(before), to: activity(after) },
    ...(newPassword ? [password] : []),
  ];
  return changes.filter(({ from, to }) => from.join() !== to.join());
}

function words(scope: Scope | undefined): string[] {
  if (scope === undefined) return [];
  if (scope.kind === "city") return ["city"];
  return [scope.kind, scope.kind === "branch" ? scope.branchId : scope.hallId];
}

function activity(standing: Standing | null): string[] {
  if (standing === null) return [];
  return [standing.active ? "active" : "inactive"];
}
