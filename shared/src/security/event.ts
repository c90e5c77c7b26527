import type { Actor } from "../access/actor.ts";
import type { Instant } from "../kernel/time.ts";
import { collection, type Stored } from "../store/collection.ts";

/** What is refused at a door, in the words of its code where it has one. */
export const REFUSED_KINDS = [
  "not-signed-in",
  /** The cookie of a sign-in that has ended or run out. */
  "session-ended",
  "forbidden",
  "out-of-scope",
  "wrong-origin",
  "another-person",
  "wrong-signature",
  /** A webhook under an id that came before, with other content. */
  "content-differs",
  "too-many-requests",
  "sign-in-refused",
] as const;

/** What commands did or refused, as their audit records tell it. */
export const AUDITED_KINDS = [
  "locked-out",
  "password-refused",
  "password-reset",
  "rights-changed",
  "break-glass",
] as const;

export const SECURITY_KINDS = [...REFUSED_KINDS, ...AUDITED_KINDS] as const;
export type SecurityKind = (typeof SECURITY_KINDS)[number];
export type RefusedKind = (typeof REFUSED_KINDS)[number];
export type AuditedKind = (typeof AUDITED_KINDS)[number];

const REFUSED: ReadonlySet<string> = new Set(REFUSED_KINDS);

/** Whether it is an attempt of whoever it names; what commands did is not. */
export function isRefusedKind(kind: string): kind is RefusedKind {
  return REFUSED.has(kind);
}

/**
 * 安全事件: an attempt that was refused, or an act that others should see. The first of a minute is a
 * document of its own, the rest of that minute by the same person from the same address is one
 * more, with their number.
 */
export interface SecurityEvent extends Stored {
  readonly at: Instant;
  /** Of the last one counted. */
  readonly until: Instant;
  readonly kind: SecurityKind;
  /** Of the refusal, where it says more than the kind. */
  readonly code?: string;
  readonly actorKind: Actor["kind"];
  readonly actorId: string;
  readonly actorName: string;
  readonly address: string;
  readonly count: number;
  /** The endpoint, view, webhook or command. */
  readonly what: string;
  /** The path of the first, or the subject of a command. */
  readonly about?: string;
}

export const securityEvents = collection<SecurityEvent>("securityEvents", {
  indexes: {
    byTime: ["at"],
    byKind: ["kind", "at"],
    byActor: ["actorId", "at"],
    byAddress: ["address", "at"],
  },
  appendOnly: true,
});

/** Under which an audit record is a security event once, whichever node sees it first. */
export function auditedEventId(auditId: string): string {
  return `audit/${auditId}`;
}

/** `console 10.0.0.7`: entrance and address. */
export function addressIn(origin: string): string {
  return origin.slice(origin.lastIndexOf(" ") + 1);
}
