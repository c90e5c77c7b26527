import { createHash } from "node:crypto";
import webhooks from "twilio/lib/webhooks/webhooks.js";
import { rawRequest, type RawAnswer } from "../../platform/http/testing.ts";
import type { TestServer } from "../../testing.ts";

/** For tests: the carrier's side, signed by Twilio's own package. */

export const ACCOUNT = `AC${"1".repeat(32)}`;
export const TOKENS = ["new token", "old token"] as const;
export const HOTLINE = "+863522345678";
/** As it is configured, and as the carrier signs it. */
const CONFIGURED = "https://warm.example:443/";
export const PUBLIC = "https://warm.example";

export const TELEPHONE = {
  TWILIO_ACCOUNT_SID: ACCOUNT,
  TWILIO_AUTH_TOKEN: TOKENS.join(","),
  TWILIO_NUMBERS: HOTLINE,
  PUBLIC_URL: CONFIGURED,
  AREA_CODE: "0352",
};

/** By which agents' browsers talk. */
export const BROWSERS = {
  TWILIO_API_KEY: `SK${"2".repeat(32)}`,
  TWILIO_API_SECRET: "a secret that is not",
  TWILIO_VOICE_APP: `AP${"3".repeat(32)}`,
};

export type Fields = Readonly<Record<string, string>>;

/** A call's id from whatever tells it apart. */
export function sidOf(name: string, prefix = "CA"): string {
  return prefix + createHash("md5").update(name).digest("hex");
}

/** The fields that every request of a call has. */
export function fieldsOf(name: string, more: Fields = {}): Fields {
  return {
    AccountSid: ACCOUNT,
    CallSid: sidOf(name),
    From: "+8613800000011",
    To: HOTLINE,
    Direction: "inbound",
    CallStatus: "ringing",
    ...more,
  };
}

export function signatureOf(token: string, url: string, fields: Fields): string {
  return webhooks.getExpectedTwilioSignature(token, url, fields);
}

/** A signed POST to a door, `voice` or `turn?turn=1`. */
export function tell(to: TestServer, door: string, fields: Fields): Promise<RawAnswer> {
  const path = `/hooks/twilio/${door}`;
  return rawRequest(to.url, path, {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "x-twilio-signature": signatureOf(TOKENS[0], PUBLIC + path, fields),
    },
    body: new URLSearchParams(fields).toString(),
  });
}
