import type { TicketPriority } from "../hall/model.ts";
import type { Instant } from "../kernel/time.ts";
import { collection, type Stored } from "../store/collection.ts";

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
