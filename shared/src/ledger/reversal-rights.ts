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
  /** Of a payment: by what it can be voided no more. */
  readonly settled?: SettledCode | undefined;
}

/** 日结 or 点钞交班: by either a payment is settled, and can be voided no more. */
export const SETTLED = ["day-closed", "till-closed"] as const;
export type SettledCode = (typeof SETTLED)[number];

export type VoidRightCode = "not-a-payment" | "not-own-payment" | "not-same-day" | SettledCode;

/**
 * Who may void: whoever took the payment, on the same day, before the day was closed or the
 * till counted. Null: may. The server asks it before it voids, a screen before it offers to.
 * Refusals, in this order: `not-a-payment`, `not-own-payment`, `not-same-day`, `day-closed`,
 * `till-closed`.
 */
export function refuseVoid(
  actor: Actor,
  { kind, takenBy, bookedOn, settled }: Undone,
  now: Instant,
): Refusal<VoidRightCode> | null {
  if (kind !== "payment") return refuse("not-a-payment");
  if (takenBy !== actor.id) return refuse("not-own-payment");
  if (bookedOn !== cityDate(now)) return refuse("not-same-day");
  return settled === undefined ? null : refuse(settled, { day: bookedOn });
}

export type ReverseRightCode = "forbidden" | "other-hall";

/**
 * Who may reverse, or ask for it: finance everything, a hall's manager (and, asking, its cashiers)
 * the payments taken in that hall, and what was charged for services. Null: may. Refusals, in this
 * order: `forbidden`, `other-hall`.
 */
export function refuseReversal(
  actor: Actor,
  { kind, officeId }: Undone,
  permission = ledgerPermissions.reversePayment,
): Refusal<ReverseRightCode> | null {
  if (permits(actor, ledgerPermissions.reverse)) return null;
  const isOfHall = kind === "payment" || kind === "serviceFee";
  if (!isOfHall || !permits(actor, permission)) return refuse("forbidden");
  if (kind === "serviceFee") return null;
  const hallId =
    actor.kind === "staff" && actor.scope.kind === "hall" ? actor.scope.hallId : undefined;
  return hallId === undefined || hallId === officeId ? null : refuse("other-hall");
}
