import type { Actor, Role } from "./actor.ts";

/** Who may call at all: a role or a paired device of a kind; the system itself may everything. */
type Grant = Role | "kiosk" | "tv";

const everyone = [
  "agent",
  "supervisor",
  "dispatcher",
  "field-worker",
  "cashier",
  "hall-manager",
  "finance",
  "auditor",
  "administrator",
] as const satisfies readonly Role[];

/**
 * 权限: the one table of what each role may do. Scope (branch, hall) narrows it further, see
 * scope.ts. No administrator posts money; who makes staff does not approve (billing reference,
 * section 7).
 */
export const PERMISSIONS = {
  "self.read": everyone,
  "org.read": [...everyone, "kiosk", "tv"],
  "households.read": [
    "agent",
    "supervisor",
    "dispatcher",
    "field-worker",
    "cashier",
    "hall-manager",
    "finance",
    "auditor",
  ],
  "households.write": ["cashier", "hall-manager", "finance"],
  "tariffs.read": ["agent", "supervisor", "cashier", "hall-manager", "finance", "auditor"],
  "tariffs.write": ["finance"],
  "ledger.read": ["agent", "supervisor", "cashier", "hall-manager", "finance", "auditor"],
  "ledger.pay": ["cashier", "finance"],
  "ledger.charge": ["finance"],
  "ledger.reverse-payment": ["cashier", "hall-manager", "finance"],
  "ledger.reverse": ["finance"],
  "ledger.open": ["finance"],
  "ledger.verify": ["finance", "auditor"],
  "cases.read": [
    "agent",
    "supervisor",
    "dispatcher",
    "field-worker",
    "hall-manager",
    "cashier",
    "auditor",
  ],
  "cases.file": ["agent", "supervisor", "dispatcher", "cashier", "hall-manager", "kiosk"],
  "cases.classify": ["agent", "supervisor", "dispatcher", "cashier", "hall-manager"],
  "cases.note": ["agent", "supervisor", "dispatcher", "field-worker", "hall-manager", "cashier"],
  "cases.assign": ["supervisor", "dispatcher"],
  "cases.work": ["field-worker", "dispatcher"],
  "cases.follow-up": ["agent", "supervisor"],
  "cases.extend": ["supervisor"],
  "cases.calendar": ["supervisor"],
  "hall.read": ["cashier", "hall-manager", "supervisor", "auditor"],
  "hall.board": ["cashier", "hall-manager", "supervisor", "administrator", "kiosk", "tv"],
  "hall.take": ["kiosk", "hall-manager", "cashier"],
  "hall.serve": ["cashier", "hall-manager"],
  "hall.arrange": ["hall-manager"],
  "kiosk.lookup": ["kiosk"],
  "staff.read": ["administrator", "supervisor", "dispatcher", "auditor"],
  "staff.write": ["administrator"],
  "sessions.end": ["administrator"],
  "devices.read": ["administrator", "hall-manager", "auditor"],
  "devices.pair": ["administrator", "hall-manager"],
  "audit.read": ["auditor", "administrator"],
  "demo.switch": ["administrator", "supervisor"],
} as const satisfies Record<string, readonly Grant[]>;

export type Permission = keyof typeof PERMISSIONS;

/** Whether `actor` holds the permission anywhere at all. */
export function permits(actor: Actor, permission: Permission): boolean {
  const granted: readonly Grant[] = PERMISSIONS[permission];
  switch (actor.kind) {
    case "system":
      return true;
    case "public":
      // Doors that need no sign-in ask for no permission.
      return false;
    case "kiosk":
    case "tv":
      return granted.includes(actor.kind);
    case "staff":
      return actor.roles.some((role) => granted.includes(role));
  }
}
