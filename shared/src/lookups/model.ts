import type { Instant } from "../kernel/time.ts";
import { collection, type Stored } from "../store/collection.ts";

/**
 * Wrong answers, counted for one household or phone that was asked for, whatever the door, and for
 * whoever asked: a kiosk, or the number of a caller. See limits.ts.
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
