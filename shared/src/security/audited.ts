import type { AuditedKind } from "./event.ts";

/** An audit record as far as it matters here. */
interface Audited {
  readonly command: string;
  readonly actorKind: string;
  readonly changes?: readonly unknown[];
}

/** Commands whose audit records are security events, or may be. */
const KINDS: Readonly<Record<string, AuditedKind>> = {
  "staff.lock-log-in": "locked-out",
  "staff.refuse-password": "password-refused",
  "staff.reset-password": "password-reset",
  "staff.create": "rights-changed",
  "staff.change": "rights-changed",
  "staff.deactivate": "rights-changed",
  "staff.reactivate": "rights-changed",
  "requests.approve": "rights-changed",
  "staff.break-glass": "break-glass",
};

export const AUDITED_COMMANDS: readonly string[] = Object.keys(KINDS);

/**
 * What kind of security event an audit record is; null: none. A password that is reset by somebody
 * at the machine is break-glass, a change of a name alone is nothing.
 */
export function auditedKind({ command, actorKind, changes }: Audited): AuditedKind | null {
  const kind = KINDS[command] ?? null;
  if (kind === "rights-changed") return changes === undefined ? null : kind;
  return kind === "password-reset" && actorKind === "system" ? "break-glass" : kind;
}
