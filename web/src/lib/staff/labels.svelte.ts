import type { Role, Scope } from "@warmline/shared/access/actor.ts";
import { places } from "../places.svelte.ts";
import { t } from "../messages.svelte.ts";

export function roleName(role: Role): string {
  return t(`staff.role.${role}`);
}

export function roleNames(roles: readonly Role[]): string {
  return roles.map(roleName).join(t("console.list-comma"));
}

export function scopeName(scope: Scope): string {
  switch (scope.kind) {
    case "city":
      return t("staff.scope.city");
    case "branch":
      return places.name(scope.branchId);
    case "hall":
      return places.name(scope.hallId);
  }
}

export function accountState(active: boolean): string {
  return active ? t("console.staff.active") : t("console.staff.inactive");
}
