import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { Clock } from "@warmline/shared/kernel/time.ts";
import type { RequestHead, SignatureStrategy } from "./signature.ts";

/** Strategies that several channels can use; those of one channel stand with the channel. */

/** Whoever replays an old request later than this is refused; clocks may differ by as much. */
const TOLERANCE_SECONDS = 300;

export interface HmacOptions {
  /** The old one may stay beside the new one while a secret is exchanged. */
  readonly secrets: readonly string[];
  readonly clock: Clock;
  /** Holds HMAC-SHA256 in hex over `<timestamp>.<body>`. */
  readonly signatureHeader: string;
  /** Holds the timestamp in seconds since 1970. */
  readonly timestampHeader: string;
  readonly toleranceSeconds?: number;
}

/** 通用签名: HMAC-SHA256 over timestamp and body, as banks and payment services have it. */
export function hmacSignature(options: HmacOptions): SignatureStrategy {
  const { secrets, clock, toleranceSeconds = TOLERANCE_SECONDS } = options;
  const [ofSignature, ofTimestamp] = [
    options.signatureHeader.toLowerCase(),
    options.timestampHeader.toLowerCase(),
  ];
  return {
    carried: ({ headers }) => Boolean(headers[ofSignature] && headers[ofTimestamp]),
    holds({ headers, body }) {
      const [signature, timestamp] = [headers[ofSignature], headers[ofTimestamp]];
      if (typeof signature !== "string" || typeof timestamp !== "string") return false;
      const given = signature.toLowerCase();
      const right = secrets.map((secret) => equal(given, hmacOf(secret, timestamp, body)));
      return right.includes(true) && isFresh(timestamp, clock, toleranceSeconds);
    },
  };
}

/** What `hmacSignature` checks; for requests of ours that another one checks alike. */
export function hmacOf(secret: string, timestamp: string, body: Uint8Array | string): string {
  return createHmac("sha256", secret).update(`${timestamp}.`).update(body).digest("hex");
}

export interface WeChatOptions {
  /** 令牌, as entered in the official account's settings. */
  readonly token: string;
  readonly clock: Clock;
  readonly toleranceSeconds?: number;
  /** 安全模式: what is encrypted in the body; left out: plain mode. */
  readonly over?: string;
}

/**
 * 公众号明文模式: SHA-1 in hex over token, timestamp and nonce, sorted and joined. It does not cover
 * the body, so whoever sees one request can make others for as long as it is fresh: use AES mode
 * where the way is not trusted, which signs what is encrypted as well.
 */
export function wechatSignature(options: WeChatOptions): SignatureStrategy {
  const { token, clock, toleranceSeconds = TOLERANCE_SECONDS, over } = options;
  const NAMES = [over === undefined ? "signature" : "msg_signature", "timestamp", "nonce"] as const;
  const more = over === undefined ? [] : [over];
  return {
    carried: ({ query }) => NAMES.every((name) => once(query, name) !== null),
    holds({ query }) {
      const [signature, timestamp, nonce] = NAMES.map((name) => once(query, name) ?? "");
      if (!signature || !timestamp || !nonce) return false;
      const right = equal(signature.toLowerCase(), wechatSha1([token, timestamp, nonce, ...more]));
      return right && isFresh(timestamp, clock, toleranceSeconds);
    },
  };
}

/** Sorted as bytes and not by anybody's language. */
export function wechatSha1(parts: readonly string[]): string {
  const sorted = parts.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return createHash("sha1").update(sorted.join("")).digest("hex");
}

/** Given twice it could be read in two ways. */
function once(query: RequestHead["query"], name: string): string | null {
  const [value, ...more] = query.getAll(name);
  return value === undefined || value === "" || more.length > 0 ? null : value;
}

function isFresh(timestamp: string, clock: Clock, toleranceSeconds: number): boolean {
  if (!/^\d{1,12}$/.test(timestamp)) return false;
  return Math.abs(clock.now() / 1_000 - Number(timestamp)) <= toleranceSeconds;
}

/** In the same time wherever they differ. */
function equal(given: string, right: string): boolean {
  const [one, other] = [given, right].map((text) => createHash("sha256").update(text).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}
