import { ROLES, type Actor, type Role } from "./actor.ts";

/**
 * Who may call at all: a role, a paired device of a kind, or a channel such as a telephone line.
 */
export type Grant = Role | "kiosk" | "tv" | "channel";

/**
 * 权限: what some may do. A domain declares its own beside its endpoints (`permissions.ts`); scope
 * (branch, hall) narrows each further, see scope.ts. No administrator posts money; who makes staff
 * does not approve.
 */
export interface Permission {
  /** Domain and verb, such as `ledger.pay`: how pages and the audit know it. */
  readonly name: string;
  readonly granted: readonly Grant[];
}

export function permission(name: string, granted: readonly Grant[]): Permission {
  return { name, granted };
}

/** Every role of staff. */
export const EVERYONE: readonly Role[] = ROLES;

/** Whether `actor` holds the permission anywhere at all. */
export function permits(actor: Actor, { granted }: Permission): boolean {
  switch (actor.kind) {
    case "system":
      return true;
    case "public":
      // Endpoints that need no sign-in ask for no permission.
      return false;
    case "kiosk":
    case "tv":
    case "channel":
      return granted.includes(actor.kind);
    case "staff":
      return actor.roles.some((role) => granted.includes(role));
  }
}
