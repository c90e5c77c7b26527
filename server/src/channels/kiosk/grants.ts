import { lookupGrants, type LookupGrant } from "@warmline/shared/kiosk/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { later, type Instant } from "@warmline/shared/kernel/time.ts";
import { put, type Write } from "@warmline/shared/store/write.ts";
import type { Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { hashToken, newToken } from "../../platform/secrets.ts";

const GRANT_MS = 3 * 60_000;

/**
 * A short-lived token for a resident who has shown the second factor of a household, at one kiosk.
 * It is kept in the store, so that every node knows it; one a kiosk, so that the next resident's
 * ends the one before; and it is good in the visit alone in which it was earned.
 */
export interface Grant {
  readonly token: string;
  readonly expiresAt: Instant;
}

export function newGrant(at: Instant): Grant {
  return { token: newToken(), expiresAt: later(at, GRANT_MS) };
}

/** The write that makes the grant good, to be committed with the look-up that earned it. */
export function grantWrite(
  current: LookupGrant | null,
  { token, expiresAt }: Grant,
  about: Pick<LookupGrant, "id" | "householdId" | "visitId">,
): Write {
  const next = { ...about, tokenHash: hashToken(token), expiresAt };
  return put(lookupGrants, current, next);
}

/** A proof as it is handed in: the token with the visit that it belongs to. */
export interface GivenGrant {
  readonly grant?: string | undefined;
  readonly visit?: string | undefined;
}

/**
 * The household that the token stands for at this kiosk in this visit; undefined when none was
 * given. Refusal: `grant-expired`, also for the token of another visit.
 */
export async function readGrant(
  reads: Pick<Reads, "get">,
  { grant: token, visit }: GivenGrant,
  { at, actor }: Pick<Moment, "at" | "actor">,
): Promise<Result<string | undefined, "grant-expired">> {
  if (token === undefined) return ok(undefined);
  const kept = await reads.get(lookupGrants, actor.id);
  const good =
    kept?.tokenHash === hashToken(token) && kept.visitId === visit && at < kept.expiresAt;
  return good ? ok(kept.householdId) : refuse("grant-expired");
}
