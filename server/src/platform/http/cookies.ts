import { parseCookie } from "cookie";
import type { IncomingMessage } from "node:http";
import type { Actor } from "@warmline/shared/access/actor.ts";

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
} as const satisfies Record<Holder, string>;

/** The tokens that came with a request; none of them proves anything yet. */
export type Tokens = { readonly [H in Holder]?: string };

export function tokensOf(request: IncomingMessage): Tokens {
  if (request.headers.cookie === undefined) return {};
  const cookies = parseCookie(request.headers.cookie);
  const tokens: { [H in Holder]?: string } = {};
  for (const holder of ["staff", "kiosk", "tv"] as const) {
    const token = cookies[COOKIES[holder]];
    if (token) tokens[holder] = token;
  }
  return tokens;
}
