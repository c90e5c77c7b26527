import type { Actor } from "../access/actor.ts";
import { permits } from "../access/permission.ts";
import { refuse, type Refusal } from "../kernel/result.ts";
import { cityDate, type CityDate, type Instant } from "../kernel/time.ts";
import type { EntryKindName } from "./entry.ts";
import { ledgerPermissions } from "./permissions.ts";

/** An entry that somebody wants to undo, as far as the rules ask. */
export interface Undone {
  readonly kind: EntryKindName;
  readonly bookedOn: CityDate;
  /** Of a payment: who took it, and in which hall or branch. */
  readonly takenBy?: string | undefined;
  readonly officeId?: string | undefined;
  /** Whether the shift in which it was taken has been counted. */
  readonly tillClosed?: boolean | undefined;
}

export type VoidRightCode = "not-a-payment" | "not-own-payment" | "not-same-day" | "till-closed";

/**
 * Who may void: whoever took the payment, on the same day, before the till was counted. Null: may.
 * The server asks it before it voids, a screen before it offers to. Refusals, in this order:
 * `not-a-payment`, `not-own-payment`, `not-same-day`, `till-closed`.
 */
export function refuseVoid(
  actor: Actor,
  { kind, takenBy, bookedOn, tillClosed = false }: Undone,
  now: Instant,
): Refusal<VoidRightCode> | null {
  if (kind !== "payment") return refuse("not-a-payment");
  if (takenBy !== actor.id) return refuse("not-own-payment");
  if (bookedOn !== cityDate(now)) return refuse("not-same-day");
  return tillClosed ? refuse("till-closed") : null;
}

export type ReverseRightCode = "forbidden" | "other-hall";

/**
 * Who may reverse, or ask for it: finance everything, a hall's manager (and, asking, its cashiers)
 * the payments taken in that hall. Null: may. Refusals, in this order: `forbidden`, `other-hall`.
 */
export function refuseReversal(
  actor: Actor,
  { kind, officeId }: Undone,
  permission = ledgerPermissions.reversePayment,
): Refusal<ReverseRightCode> | null {
  if (permits(actor, ledgerPermissions.reverse)) return null;
  if (kind !== "payment" || !permits(actor, permission)) {
    return refuse("forbidden");
  }
  const hallId =
    actor.kind === "staff" && actor.scope.kind === "hall" ? actor.scope.hallId : undefined;
  return hallId === undefined || hallId === officeId ? null : refuse("other-hall");
}
