import { createServer, type IncomingMessage, type Server } from "node:http";
import { buffer } from "node:stream/consumers";
import { HEADERS } from "@warmline/server/channels/wechat/gateway/line.ts";
import { hmacOf, hmacSignature } from "@warmline/server/platform/webhooks/signatures.ts";
import { instantOf } from "@warmline/shared/kernel/time.ts";
import type { Bot } from "./bot.ts";

export interface Signing {
  readonly secret: string;
  now(): number;
}

const BODY_MAX = 16 * 1024;
/** Keys that are remembered, so that a message whose answer was lost is not said twice. */
const KEYS_MAX = 10_000;

/** `POST /send` of our server: 200 it is said, 404 nobody of that id, 502 not now. */
export function makeDoor(bot: Pick<Bot, "say">, { secret, now }: Signing): Server {
  const clock = { now: () => instantOf(now()) };
  const signature = hmacSignature({ secrets: [secret], clock, ...HEADERS });
  const said = new Map<string, Promise<boolean>>();

  async function answer(request: IncomingMessage): Promise<number> {
    const { url = "", method, headers } = request;
    if (method !== "POST" || url !== "/send") return 404;
    if (Number(headers["content-length"] ?? BODY_MAX + 1) > BODY_MAX) return 413;
    const body = await buffer(request);
    const head = { url, query: new URLSearchParams(), headers };
    if (!signature.carried(head) || !signature.holds({ ...head, body })) return 403;
    const message = messageIn(body.toString("utf8"));
    if (message === null) return 400;
    try {
      return (await once(message)) ? 200 : 404;
    } catch {
      return 502;
    }
  }

  /** The same key while it is said, or was, is that message. */
  function once({ userId, text, key }: Sending): Promise<boolean> {
    const known = said.get(key) ?? bot.say(userId, text);
    said.set(key, known);
    known.catch(() => said.delete(key));
    const [oldest] = said.keys();
    if (said.size > KEYS_MAX && oldest !== undefined) said.delete(oldest);
    return known;
  }

  return createServer((request, response) => {
    void answer(request).then(
      (status) => response.writeHead(status).end(),
      () => response.writeHead(400).end(),
    );
  });
}

interface Sending {
  readonly userId: string;
  readonly text: string;
  readonly key: string;
}

function messageIn(body: string): Sending | null {
  try {
    const { userId, text, key } = JSON.parse(body) as Partial<Record<keyof Sending, unknown>>;
    if (typeof userId !== "string" || typeof text !== "string") return null;
    return typeof key === "string" ? { userId, text, key } : null;
  } catch {
    return null;
  }
}

/** Posts to our server's door for gateways; the status that it answered. */
export async function postSigned(
  url: string,
  { secret, now }: Signing,
  body: string,
): Promise<number> {
  const timestamp = String(Math.floor(now() / 1_000));
  const response = await fetch(url, {
    method: "POST",
    signal: AbortSignal.timeout(10_000),
    headers: {
      "content-type": "application/json",
      [HEADERS.timestampHeader]: timestamp,
      [HEADERS.signatureHeader]: hmacOf(secret, timestamp, body),
    },
    body,
  });
  await response.arrayBuffer();
  return response.status;
}
