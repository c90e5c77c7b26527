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

/** Whose household a kiosk was last told the second factor of; its id is the device's. */
export interface LookupGrant extends Stored {
  readonly householdId: string;
  /** SHA-256 of the token that the kiosk holds. */
  readonly tokenHash: string;
  readonly expiresAt: Instant;
}

export const lookupGrants = collection<LookupGrant>("lookupGrants");
