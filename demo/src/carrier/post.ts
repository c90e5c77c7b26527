import type { Account } from "@warmline/server/channels/twilio/account.ts";
import { readTwiml, type Verb } from "./twiml.ts";

export type Fields = Readonly<Record<string, string>>;

export interface Door {
  readonly account: Account;
  /** Where the server listens. */
  readonly url: string;
  /** As it is known outside, which is what is signed; else as it listens. */
  readonly publicUrl: string | undefined;
}

/** As the real one waits. */
const TIMEOUT_MS = 15_000;

/** What the real one calls these. */
export type Failure = "11200" | "11205" | "12100";

export type Answer =
  | { readonly ok: true; readonly verbs: readonly Verb[] }
  | { readonly ok: false; readonly failure: Failure };

/** One signed request to a door of the hotline, and what it answers to be done. */
export async function post({ account, url, publicUrl }: Door, path: string, fields: Fields) {
  const { signed } = await import("@warmline/server/channels/twilio/signature.ts");
  const base = baseOf({ url, publicUrl });
  return fetch(url + path, {
    method: "POST",
    signal: AbortSignal.timeout(TIMEOUT_MS),
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "x-twilio-signature": signed(account, base + path, fields),
    },
    body: new URLSearchParams(fields).toString(),
  });
}

export async function ask(door: Door, path: string, fields: Fields): Promise<Answer> {
  try {
    const response = await post(door, path, fields);
    if (!response.ok) return { ok: false, failure: "11200" };
    const verbs = readTwiml(await response.text());
    return verbs === null ? { ok: false, failure: "12100" } : { ok: true, verbs };
  } catch {
    // Not there, or too slow.
    return { ok: false, failure: "11205" };
  }
}

/** An address of the hotline's as a path at it. Null: it is none of the hotline's. */
export function pathOf(door: Pick<Door, "url" | "publicUrl">, address: string): string | null {
  const base = baseOf(door);
  return address.startsWith(`${base}/`) ? address.slice(base.length) : null;
}

function baseOf({ url, publicUrl }: Pick<Door, "url" | "publicUrl">): string {
  return (publicUrl === undefined ? url : new URL(publicUrl).href).replace(/\/+$/, "");
}
