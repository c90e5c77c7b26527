import type { Actor } from "@warmline/shared/access/actor.ts";
import { isRefusedKind, type RefusedKind } from "@warmline/shared/security/event.ts";
import { STRANGER, type SecurityEvents } from "./security-events.ts";

const TOO_MANY_REQUESTS = 429;

/** What kind of security event a refusal is, by its code, or by its status where that says all. */
function refusedKind(code: string, status: number | undefined): RefusedKind | null {
  if (isRefusedKind(code)) return code;
  return status === TOO_MANY_REQUESTS ? "too-many-requests" : null;
}

/** Something that was asked for at a door and refused. */
export interface RefusedAsking {
  /** The endpoint or view. */
  readonly what: string;
  readonly about?: string;
  readonly address: string;
  /** Whoever was known of the caller, if anybody. */
  readonly caller?: Pick<Actor, "kind" | "id" | "name">;
  /** The token of a sign-in that came with it. */
  readonly staffToken?: string | undefined;
  readonly code: string;
  readonly status?: number;
}

export interface FormerSignIns {
  /** Whose sign-in it was, of one that is good no more; null: nobody's that ever was. */
  former(token: string): Promise<Actor | null>;
}

/**
 * Notes it when somebody may be up to something; other refusals are for the caller alone. A cookie
 * that is good no more is told by whose it was.
 */
export async function noteRefusal(
  security: SecurityEvents,
  signIns: FormerSignIns,
  { caller = STRANGER, staffToken, code, status, ...asked }: RefusedAsking,
): Promise<void> {
  const kind = refusedKind(code, status);
  if (kind === null) return;
  const event = { ...asked, ...(code === kind ? {} : { code }) };
  const former =
    kind === "not-signed-in" && staffToken !== undefined ? await signIns.former(staffToken) : null;
  if (former === null) security.note({ ...event, kind, who: caller });
  else security.note({ ...event, kind: "session-ended", who: former });
}
