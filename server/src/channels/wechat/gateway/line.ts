import { PERSONAL_ACCOUNT } from "@warmline/bots/core/capability.ts";
import { FILE_BYTES_MAX } from "@warmline/shared/files/api.ts";
import { ok, refuse } from "@warmline/shared/kernel/result.ts";
import type { Clock } from "@warmline/shared/kernel/time.ts";
import type { ChatLine } from "../../../domains/chats/index.ts";
import { hmacOf } from "../../../platform/webhooks/signatures.ts";
import { bytesOf, wholeFile } from "../bytes-of.ts";

/** By which gateway and server sign to each other. */
export const HEADERS = {
  signatureHeader: "x-warmline-signature",
  timestampHeader: "x-warmline-timestamp",
} as const;

/** As chats know it. */
export function gatewayName(name: string): string {
  return `wechaty:${name}`;
}

interface Gateways {
  readonly secret: string;
  /** Where each listens, by its name. */
  readonly gateways: ReadonlyMap<string, string>;
  readonly clock: Clock;
}

const BYTES_MAX = 2_000;
/** A message may be claimed again once that is over, see CLAIM_MS. */
const TIMEOUT_MS = 8_000;
/** What a gateway answers for somebody, or something, that its account does not know. */
const GONE = 404;

/** By their names. */
export function gatewayLines({ secret, gateways, clock }: Gateways): Map<string, ChatLine> {
  const lineOf = (url: string): ChatLine => ({
    capability: PERSONAL_ACCOUNT,
    bytesMax: BYTES_MAX,
    async fetchMedia(mediaId) {
      const response = await ask(url, "/media", { id: mediaId });
      if (response.status === GONE) return refuse("gone", { code: GONE });
      if (response.status !== 200) throw new Error(`the gateway answered ${response.status}`);
      return wholeFile(await bytesOf(response, FILE_BYTES_MAX));
    },
    async send(userId, text, key) {
      const { status } = await ask(url, "/send", { userId, text, key });
      if (status === 200) return ok(null);
      if (status === GONE) return refuse("gone", { code: status });
      throw new Error(`the gateway answered ${status}`);
    },
  });
  function ask(url: string, path: string, asked: object): Promise<Response> {
    const body = JSON.stringify(asked);
    const timestamp = String(Math.floor(clock.now() / 1_000));
    return fetch(url.replace(/\/+$/, "") + path, {
      method: "POST",
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        "content-type": "application/json",
        [HEADERS.timestampHeader]: timestamp,
        [HEADERS.signatureHeader]: hmacOf(secret, timestamp, body),
      },
      body,
    });
  }
  return new Map([...gateways].map(([name, url]) => [name, lineOf(url)]));
}
