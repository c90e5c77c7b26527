import { parseCookie } from "cookie";
import type { IncomingMessage } from "node:http";
import type { Actor } from "@warmline/shared/staff/actor.ts";
import { permits, type Permission } from "@warmline/shared/staff/permissions.ts";
import type { Language } from "@warmline/shared/words/index.ts";
import type { Authenticator } from "./authenticator.ts";

/** Chinese unless the browser asks for English before Chinese. */
export function languageOf(header: string | undefined): Language {
  const first = header?.split(",").find((part) => /^\s*(zh|en)/i.test(part));
  return first !== undefined && /^\s*en/i.test(first) ? "en" : "zh";
}

export interface Credentials {
  readonly sessionToken?: string;
  readonly deviceToken?: string;
}

export function credentialsOf(request: IncomingMessage): Credentials {
  if (request.headers.cookie === undefined) return {};
  const cookies = parseCookie(request.headers.cookie);
  return {
    ...(cookies["warmline"] ? { sessionToken: cookies["warmline"] } : {}),
    ...(cookies["warmline-device"] ? { deviceToken: cookies["warmline-device"] } : {}),
  };
}

/**
 * Who calls. A browser may hold both a sign-in and a device's cookie (a demo on one machine): the first
 * that holds the permission acts; on the kiosk's and the television's own doors the device comes first.
 */
export async function actorFor(
  authenticator: Authenticator,
  credentials: Credentials,
  permission: Permission,
  deviceFirst: boolean,
): Promise<Actor | "not-signed-in" | "forbidden"> {
  const actors = await actorsOf(authenticator, credentials);
  if (actors.length === 0) return "not-signed-in";
  if (deviceFirst) actors.reverse();
  return actors.find((actor) => permits(actor, permission)) ?? "forbidden";
}

/** Everyone the cookies stand for: the person signed in, then the device. */
export async function actorsOf(
  authenticator: Authenticator,
  credentials: Credentials,
): Promise<Actor[]> {
  const { sessionToken, deviceToken } = credentials;
  const staff = sessionToken === undefined ? null : await authenticator.staff(sessionToken);
  const device = deviceToken === undefined ? null : await authenticator.device(deviceToken);
  return [staff, device].filter((actor) => actor !== null);
}

/**
 * Browsers name the page's origin on every request that changes something: another origin than ours is
 * refused (with SameSite cookies the second lock against forged requests). No origin: not a browser.
 */
export function originAllowed(request: IncomingMessage, publicUrl: string | undefined): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  if (publicUrl !== undefined && origin === new URL(publicUrl).origin) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
