import { createHmac, timingSafeEqual } from "node:crypto";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Clock, Instant } from "@warmline/shared/kernel/time.ts";

const GRANT_MS = 3 * 60_000;

/**
 * A short-lived word that a resident has shown the second factor of a household, at one kiosk.
 * Signed with a secret of this process: after a restart, or on another node, the resident shows
 * it again.
 */
export interface Grants {
  give(householdId: string, deviceId: string): { grant: string; expiresAt: Instant };
  /** The household that the grant stands for. */
  read(grant: string, deviceId: string): Result<string, "grant-expired">;
}

export function makeGrants(secret: Uint8Array, clock: Clock): Grants {
  const sign = (text: string) => createHmac("sha256", secret).update(text).digest();
  return {
    give(householdId, deviceId) {
      const expiresAt = clock.now() + GRANT_MS;
      const text = encode(JSON.stringify([householdId, deviceId, expiresAt]));
      return { grant: `${text}.${sign(text).toString("base64url")}`, expiresAt };
    },
    read(grant, deviceId) {
      const [text = "", signature = ""] = grant.split(".");
      const given = Buffer.from(signature, "base64url");
      const expected = sign(text);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
        return refuse("grant-expired");
      }
      const [householdId, device, expiresAt] = JSON.parse(
        Buffer.from(text, "base64url").toString(),
      ) as [string, string, Instant];
      const valid = device === deviceId && clock.now() < expiresAt;
      return valid ? ok(householdId) : refuse("grant-expired");
    },
  };
}

function encode(text: string): string {
  return Buffer.from(text).toString("base64url");
}
