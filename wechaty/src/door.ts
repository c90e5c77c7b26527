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

interface Answer {
  readonly status: number;
  readonly content?: Uint8Array;
}

/**
 * For our server: `POST /send` says something (200 it is said, 404 nobody of that id, 502 not now),
 * `POST /media` hands out what a message was (404 nothing is left of it, 502 not now).
 */
export function makeDoor(bot: Pick<Bot, "say" | "fileOf">, { secret, now }: Signing): Server {
  const clock = { now: () => instantOf(now()) };
  const signature = hmacSignature({ secrets: [secret], clock, ...HEADERS });
  const said = new Map<string, Promise<boolean>>();

  async function answer(request: IncomingMessage): Promise<Answer> {
    const { url = "", method, headers } = request;
    if (method !== "POST") return { status: 404 };
    if (Number(headers["content-length"] ?? BODY_MAX + 1) > BODY_MAX) return { status: 413 };
    const body = await buffer(request);
    const head = { url, query: new URLSearchParams(), headers };
    if (!signature.carried(head) || !signature.holds({ ...head, body })) return { status: 403 };
    try {
      return await done(url, body.toString("utf8"));
    } catch {
      return { status: 502 };
    }
  }

  async function done(path: string, body: string): Promise<Answer> {
    if (path === "/send") {
      const message = wordsIn(body, ["userId", "text", "key"]);
      if (message === null) return { status: 400 };
      return { status: (await once(message)) ? 200 : 404 };
    }
    const asked = path === "/media" ? wordsIn(body, ["id"]) : null;
    if (asked === null) return { status: path === "/media" ? 400 : 404 };
    const content = await bot.fileOf(asked.id);
    return content === null ? { status: 404 } : { status: 200, content };
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
      ({ status, content }) => response.writeHead(status, FILE).end(content),
      () => response.writeHead(400).end(),
    );
  });
}

interface Sending {
  readonly userId: string;
  readonly text: string;
  readonly key: string;
}

const FILE = { "content-type": "application/octet-stream" };

/** Null: it is not JSON, or one of them is no text. */
function wordsIn<K extends string>(body: string, names: readonly K[]): Record<K, string> | null {
  try {
    const parsed = JSON.parse(body) as Record<K, unknown>;
    const whole = names.every((name) => typeof parsed[name] === "string");
    return whole ? (parsed as Record<K, string>) : null;
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
