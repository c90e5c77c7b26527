import type { Role, Scope } from "@warmline/shared/access/actor.ts";
import type { RequestRow } from "@warmline/shared/staff/request-api.ts";
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

export interface RequestFact {
  readonly label: string;
  /** Only where it is something else. */
  readonly from?: string;
  readonly to: string;
}

/** All that a request is about, and of what would change, what it was. */
export function requestFacts({ login, from, to, newPassword }: RequestRow): readonly RequestFact[] {
  const lines: readonly (readonly [string, (of: RequestRow["to"]) => string])[] = [
    [t("console.staff.name"), ({ name }) => name],
    [t("console.staff.roles"), ({ roles }) => roleNames(roles)],
    [t("console.staff.scope"), ({ scope }) => scopeName(scope)],
    [t("console.staff.account"), ({ active }) => accountState(active)],
  ];
  return [
    { label: t("console.login"), to: login },
    ...lines.map(([label, text]): RequestFact => {
      const was = from && text(from);
      return was === null || was === text(to)
        ? { label, to: text(to) }
        : { label, from: was, to: text(to) };
    }),
    ...(newPassword ? [{ label: t("field.password"), to: t("console.staff.split") }] : []),
  ];
}

export function accountState(active: boolean): string {
  return active ? t("console.staff.active") : t("console.staff.inactive");
}
