import { parseCookie } from "cookie";
import type { IncomingMessage } from "node:http";
import type { Actor } from "@warmline/shared/access/actor.ts";
import type { Config } from "../../config.ts";

/** Whom a cookie can stand for. */
export type Holder = Exclude<Actor["kind"], "public" | "system" | "channel">;

/**
 * A cookie for each: in a demo one browser is a console, a kiosk and a television at once, and none
 * may push another out.
 */
export const COOKIES = {
  staff: "warmline",
  kiosk: "warmline-kiosk",
  tv: "warmline-tv",
  /** Stands for nobody: a browser in which somebody has signed in before. */
  browser: "warmline-browser",
} as const satisfies Record<Holder | "browser", string>;

/** The tokens that came with a request; none of them proves anything yet. */
export type Tokens = { readonly [H in keyof typeof COOKIES]?: string };

const HOLDERS = Object.keys(COOKIES) as (keyof typeof COOKIES)[];

/**
 * As browsers are told it. Over https the prefix binds a cookie to this very host: no other page of
 * the same domain can plant one.
 */
export function cookieName(name: string, secure: boolean): string {
  return secure ? `__Host-${name}` : name;
}

/** Whether browsers reach this server over https alone, as `PUBLIC_URL` says. */
export function cookiesAreSecure({ PUBLIC_URL }: Pick<Config, "PUBLIC_URL">): boolean {
  return PUBLIC_URL?.startsWith("https:") ?? false;
}

export function tokensOf(request: IncomingMessage, secure: boolean): Tokens {
  if (request.headers.cookie === undefined) return {};
  const cookies = parseCookie(request.headers.cookie);
  const tokens: { -readonly [H in keyof typeof COOKIES]?: string } = {};
  for (const holder of HOLDERS) {
    const token = cookies[cookieName(COOKIES[holder], secure)];
    if (token) tokens[holder] = token;
  }
  return tokens;
}
