import type { Instant } from "../kernel/time.ts";
import { collection, type Stored } from "../store/collection.ts";

/** A kiosk or television; paired by a code on its screen, approved in the console, revocable. */
export interface Device extends Stored {
  readonly kind: "kiosk" | "tv";
  readonly state: "pairing" | "paired" | "revoked";
  readonly name: string;
  readonly hallId?: string;
  /** SHA-256 of the token that the device holds. */
  readonly tokenHash: string;
  readonly askedAt: Instant;
  /** What its screen shows while it is pairing, and until when. */
  readonly code?: string;
  readonly codeUntil?: Instant;
  readonly pairedAt?: Instant;
  readonly pairedBy?: string;
  readonly revokedAt?: Instant;
  readonly revokedBy?: string;
}

export const devices = collection<Device>("devices", {
  indexes: { byState: ["state", "askedAt"], byHall: ["hallId", "kind"] },
  unique: { token: ["tokenHash"] },
});

/** Who holds a pairing code at the moment; its id is the code. */
export interface PairingCode extends Stored {
  readonly deviceId: string | null;
  readonly expiresAt: Instant;
}

export const pairingCodes = collection<PairingCode>("pairingCodes");
