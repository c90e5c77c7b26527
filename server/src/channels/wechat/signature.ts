import type { Clock } from "@warmline/shared/kernel/time.ts";
import type { RequestHead, SignatureStrategy } from "../../platform/webhooks/signature.ts";
import { wechatSignature } from "../../platform/webhooks/signatures.ts";
import { parseXml } from "../../platform/webhooks/xml.ts";
import type { OfficialAccount } from "./account.ts";
import { unseal } from "./envelope.ts";

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
  const sealed = sealedSignature(token, clock);
  return {
    carried: (head) => sealed.carried(head) || plain.carried(head),
    // Without a body there is nothing in it to be believed.
    holds: (request) => (request.body.length === 0 ? plain : sealed).holds(request),
  };
}

/** AES mode: what is encrypted is signed, too; for an address's first try that is in the query. */
export function sealedSignature(token: string, clock: Clock): SignatureStrategy {
  return {
    carried: isSealed,
    holds(request) {
      const { body, query } = request;
      const over = body.length === 0 ? query.get("echostr") : sealedIn(body);
      if (over === null || !isSealed(request)) return false;
      return wechatSignature({ token, clock, over }).holds(request);
    },
  };
}

function isSealed({ query }: RequestHead): boolean {
  return query.has("msg_signature");
}

/** What is encrypted in a body. Null: nothing. */
function sealedIn(body: Uint8Array): string | null {
  if (body.length > ENVELOPE_MAX) return null;
  return sealedOf(parseXml(Buffer.from(body).toString("utf8")));
}

/** What an envelope had in it. Null: it is none, or another's. */
export function openedXml(sealing: Parameters<typeof unseal>[0], body: unknown): unknown {
  const sealed = sealedOf(body);
  const message = sealed === null ? null : unseal(sealing, sealed);
  return message === null ? null : parseXml(message);
}

function sealedOf(parsed: unknown): string | null {
  const root = (parsed as { readonly xml?: unknown } | null)?.xml;
  const sealed = (root as { readonly Encrypt?: unknown } | undefined)?.Encrypt;
  return typeof sealed === "string" && sealed !== "" ? sealed : null;
}
