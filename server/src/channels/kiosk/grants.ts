import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import { lookupGrants } from "@warmline/shared/kiosk/model.ts";
import { insert, replace, type Write } from "@warmline/shared/store/write.ts";
import type { Deps } from "../../platform/deps.ts";
import { hashToken, newToken } from "../../platform/secrets.ts";

const GRANT_MS = 3 * 60_000;

/**
 * A short-lived word that a resident has shown the second factor of a household, at one kiosk. In
 * the store, so that every node knows it; one a kiosk, so that the next resident's ends the one
 * before.
 */
export interface Grant {
  readonly grant: string;
  readonly expiresAt: Instant;
}

export function newGrant({ clock }: Pick<Deps, "clock">): Grant {
  return { grant: newToken(), expiresAt: clock.now() + GRANT_MS };
}

/** The write that makes the grant good, to be committed with the look-up that earned it. */
export async function grantWrite(
  { store }: Pick<Deps, "store">,
  { grant, expiresAt }: Grant,
  deviceId: string,
  householdId: string,
): Promise<Write> {
  const next = { id: deviceId, householdId, wordHash: hashToken(grant), expiresAt };
  const current = await store.get(lookupGrants, deviceId);
  return current === null ? insert(lookupGrants, next) : replace(lookupGrants, current, next);
}

/** The household that the word stands for at this kiosk; none was given: none is meant. */
export async function readGrant(
  { store, clock }: Pick<Deps, "store" | "clock">,
  word: string | undefined,
  deviceId: string,
): Promise<Result<string | undefined, "grant-expired">> {
  if (word === undefined) return ok(undefined);
  const kept = await store.get(lookupGrants, deviceId);
  const good = kept?.wordHash === hashToken(word) && clock.now() < kept.expiresAt;
  return good ? ok(kept.householdId) : refuse("grant-expired");
}
