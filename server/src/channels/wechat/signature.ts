import type { Clock } from "@warmline/shared/kernel/time.ts";
import type { RequestHead, SignatureStrategy } from "../../platform/webhooks/signature.ts";
import { wechatSignature } from "../../platform/webhooks/signatures.ts";
import { parseXml } from "../../platform/webhooks/xml.ts";
import type { OfficialAccount } from "./account.ts";

/** More is no message, and is not read to be checked. */
const ENVELOPE_MAX = 64 * 1024;

/**
 * 公众号: in plain mode and for the address's first try token, time and nonce are signed; in AES mode
 * what is encrypted, too. WeChat's clock is ours within five minutes; it signs each retry anew, so
 * that an old request is somebody else's.
 */
export function officialSignature(
  { token, aesKey }: Pick<OfficialAccount, "token" | "aesKey">,
  clock: Clock,
): SignatureStrategy {
  const plain = wechatSignature({ token, clock });
  if (aesKey === null) return plain;
  return {
    carried: (head) => isSealed(head) || plain.carried(head),
    holds(request) {
      // Without a body there is nothing in it to be believed.
      if (request.body.length === 0) return plain.holds(request);
      const sealed = sealedIn(request.body);
      if (sealed === null || !isSealed(request)) return false;
      const over = wechatSignature({ token, clock, over: sealed });
      return over.holds(request);
    },
  };
}

function isSealed({ query }: RequestHead): boolean {
  return query.has("msg_signature");
}

/** What is encrypted in a body. Null: nothing. */
export function sealedIn(body: Uint8Array): string | null {
  if (body.length > ENVELOPE_MAX) return null;
  return sealedOf(parseXml(Buffer.from(body).toString("utf8")));
}

export function sealedOf(parsed: unknown): string | null {
  const root = (parsed as { readonly xml?: unknown } | null)?.xml;
  const sealed = (root as { readonly Encrypt?: unknown } | undefined)?.Encrypt;
  return typeof sealed === "string" && sealed !== "" ? sealed : null;
}
