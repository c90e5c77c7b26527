import webhooks from "twilio/lib/webhooks/webhooks.js";
import type { Account } from "./account.ts";
import { parseForm } from "../../platform/webhooks/form.ts";
import type { SignatureStrategy } from "../../platform/webhooks/signature.ts";

/** What the carrier puts into that header: how a simulated one signs. */
export function signed(
  { tokens }: Pick<Account, "tokens">,
  url: string,
  fields: Readonly<Record<string, string>>,
): string {
  return webhooks.getExpectedTwilioSignature(tokens[0] ?? "", url, fields);
}

const HEADER = "x-twilio-signature";

/**
 * Twilio's own check: HMAC-SHA1 over the exact public address and the sorted fields of the form.
 * The token by which a delivery is known (`I-Twilio-Idempotency-Token`) is not covered, so nothing
 * goes by it.
 */
export function twilioSignature(tokens: readonly string[]): SignatureStrategy {
  return {
    carried: ({ headers }) => typeof headers[HEADER] === "string",
    holds({ url, headers, body }) {
      const signature = headers[HEADER];
      const fields = parseForm(body, "utf-8");
      if (typeof signature !== "string" || fields === null || !URL.canParse(url)) return false;
      const right = tokens.map((token) =>
        webhooks.validateRequest(token, signature, url, { ...fields }),
      );
      return right.includes(true);
    },
  };
}
