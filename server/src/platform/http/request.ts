import type { IncomingMessage } from "node:http";
import type { Actor } from "@warmline/shared/access/actor.ts";
import { permits, type Permission } from "@warmline/shared/access/permission.ts";
import type { Language } from "@warmline/shared/messages/index.ts";
import type { Authenticator } from "./authenticator.ts";
import type { Holder, Tokens } from "./cookies.ts";

/** Chinese unless the browser asks for English before Chinese. */
export function languageOf(header: string | undefined): Language {
  const first = header?.split(",").find((part) => /^\s*(zh|en)/i.test(part));
  return first !== undefined && /^\s*en/i.test(first) ? "en" : "zh";
}

/**
 * Who is asked first. At a kiosk's own endpoints it is the kiosk, whoever else uses the browser.
 */
const ORDERS = {
  staff: ["staff", "kiosk", "tv"],
  kiosk: ["kiosk", "tv", "staff"],
} as const satisfies Record<string, readonly Holder[]>;

/** Who calls: of all that the cookies stand for, the first that holds the permission. */
export async function actorFor(
  authenticator: Authenticator,
  tokens: Tokens,
  permission: Permission,
  first: keyof typeof ORDERS,
): Promise<Actor | "not-signed-in" | "forbidden"> {
  const actors = await actorsOf(authenticator, tokens, first);
  if (actors.length === 0) return "not-signed-in";
  return actors.find((actor) => permits(actor, permission)) ?? "forbidden";
}

/** Everyone the cookies stand for. A device's token in the cookie of the other kind is nobody's. */
export async function actorsOf(
  authenticator: Authenticator,
  tokens: Tokens,
  first: keyof typeof ORDERS = "staff",
): Promise<Actor[]> {
  const actors: Actor[] = [];
  for (const holder of ORDERS[first]) {
    const token = tokens[holder];
    if (token === undefined) continue;
    const find = holder === "staff" ? authenticator.staff : authenticator.device;
    const actor = await find(token);
    if (actor?.kind === holder) actors.push(actor);
  }
  return actors;
}

/**
 * A page names the person whom it shows, by id: when somebody else has signed in beside it,
 * nothing is done in a name that nobody at the screen has read. No name: not one of our pages.
 */
export async function actsAsAnother(
  authenticator: Authenticator,
  { staff }: Tokens,
  { headers }: IncomingMessage,
): Promise<boolean> {
  const named = headers["acting-as"];
  if (named === undefined || staff === undefined) return false;
  const signedIn = await authenticator.staff(staff);
  return signedIn !== null && signedIn.id !== named;
}

/**
 * Browsers name the page's origin on every request that changes something: another origin than ours
 * is refused (with SameSite cookies the second lock against forged requests). Ours is what
 * `PUBLIC_URL` says, and what `Host` says only where it is not set: that header is the caller's. No
 * origin: not a browser.
 */
export function originAllowed(request: IncomingMessage, publicUrl: string | undefined): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  if (publicUrl !== undefined) return origin === new URL(publicUrl).origin;
  return URL.canParse(origin) && new URL(origin).host === host;
}
