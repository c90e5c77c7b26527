import AccessToken from "twilio/lib/jwt/AccessToken.js";
import { clientOf } from "@warmline/shared/twilio/parties.ts";
import type { Account } from "./account.ts";

/** Seconds; the browser asks for another before it is over. */
const LIFETIME_S = 3_600;

/**
 * With what somebody's browser connects to the carrier, as that person: it can place calls to our
 * application, at whose door is looked which call is theirs, and be called by nobody.
 */
export function browserToken(
  { sid, browsers }: Required<Pick<Account, "sid" | "browsers">>,
  staffId: string,
): string {
  const options = { identity: clientOf(staffId), ttl: LIFETIME_S };
  const token = new AccessToken(sid, browsers.sid, browsers.secret, options);
  const grant = { outgoingApplicationSid: browsers.appSid, incomingAllow: false };
  token.addGrant(new AccessToken.VoiceGrant(grant));
  return token.toJwt();
}
