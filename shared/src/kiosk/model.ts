import type { TicketPriority } from "../hall/model.ts";
import type { Instant } from "../kernel/time.ts";
import { collection, type Stored } from "../store/collection.ts";

/**
 * Wrong answers at kiosks, counted for one household asked for, or for one device; see
 * lookup-limits.ts.
 */
export interface LookupAttempts extends Stored {
  readonly failures: number;
  readonly lastAt: Instant;
}

export const lookupAttempts = collection<LookupAttempts>("lookupAttempts");

/** The store's own, made with the first look-up: what was asked for is known by its HMAC alone. */
export interface LookupSecret extends Stored {
  readonly key: string;
}

export const lookupSecrets = collection<LookupSecret>("lookupSecrets");

/** Whose household a kiosk was last told the second factor of; its id is the device's. */
export interface LookupGrant extends Stored {
  readonly householdId: string;
  /** The visit in which it was told; absent where the kiosk does not name its visits. */
  readonly visitId?: string | undefined;
  /** SHA-256 of the token that the kiosk holds. */
  readonly tokenHash: string;
  readonly expiresAt: Instant;
}

export const lookupGrants = collection<LookupGrant>("lookupGrants");

/** One number taken at a kiosk. */
export interface TakenNumber {
  readonly at: Instant;
  readonly ticketId: string;
  readonly serviceId: string;
  readonly priority: TicketPriority;
  readonly visitId?: string | undefined;
}

/** What was taken at a kiosk of late, for its limits and its visits; its id is the device's. */
export interface KioskNumbers extends Stored {
  readonly taken: readonly TakenNumber[];
}

export const kioskNumbers = collection<KioskNumbers>("kioskNumbers");
