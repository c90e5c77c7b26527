import type { Role, Scope } from "../access/actor.ts";

/**
 * 敏感岗位: with these one posts or takes back money, sets prices and areas, gives rights, or says what
 * an alarm was. Which they are is held against the permissions by tests/permissions.test.ts.
 */
export const GUARDED_ROLES: readonly Role[] = [
  "cashier",
  "hall-manager",
  "finance",
  "auditor",
  "administrator",
];

/** What is decided about a person: what they are called, may do and where, and whether at all. */
export interface Standing {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly scope: Scope;
  readonly active: boolean;
}

export function guardedRoles({ roles }: Pick<Standing, "roles">): readonly Role[] {
  return GUARDED_ROLES.filter((role) => roles.includes(role));
}

/**
 * 双人控制: whether becoming `after` needs two administrators (dual control, as PCI DSS and banks
 * have it): a guarded role more, a wider place for one that is held, or one that works again.
 * `before` is null for a newcomer. What only takes away needs one.
 */
export function needsTwo(before: Standing | null, after: Standing): boolean {
  const held = before === null ? [] : guardedRoles(before);
  const given = guardedRoles(after);
  if (given.length === 0) return false;
  if (before === null || given.some((role) => !held.includes(role))) return true;
  return isWider(before.scope, after.scope) || (!before.active && after.active);
}

/**
 * Whether that also needs another password: of whoever held no guarded role until now, one
 * administrator alone may have set it.
 */
export function needsPassword(before: Standing | null, after: Standing): boolean {
  return needsTwo(before, after) && (before === null || guardedRoles(before).length === 0);
}

/** Another branch or hall is more than one had; the whole city has them all. */
function isWider(before: Scope, after: Scope): boolean {
  return before.kind !== "city" && placeOf(before) !== placeOf(after);
}

function placeOf(scope: Scope): string {
  if (scope.kind === "city") return "city";
  return scope.kind === "branch" ? `branch/${scope.branchId}` : `hall/${scope.hallId}`;
}
