import { canonical } from "../kernel/canonical.ts";
import type { Instant } from "../kernel/time.ts";

/** What a person decided and sent, while it is not known what came of it. */
export interface Act {
  /** The idempotency key, under which it is never done twice. */
  readonly key: string;
  /** The endpoint's. */
  readonly name: string;
  /** Filled in: names the record. */
  readonly path: string;
  readonly body: unknown;
  /** What it is about: its path where that names a record, or what its body names; may be new. */
  readonly records: readonly string[];
  /** The id of whoever sent it; nobody else asks for it. */
  readonly person: string;
  /** For people to recognise it by. */
  readonly sentAt: Instant;
  /**
   * Sent: the first answer is awaited. Asking: it is asked for again. Unknown: that led to nothing.
   */
  readonly phase: "sent" | "asking" | "unknown";
}

type Kept = Pick<Storage, "getItem" | "setItem">;

const KEPT_AS = "warmline.open-acts";

/** Whoever has not asked by then has looked it up in the books. */
const KEPT_MS = 24 * 60 * 60 * 1_000;

/**
 * The acts that a reload interrupted: of this tab, and of everyone who used it. A body holds what
 * was typed in a form and no password: endpoints that take one have no key.
 */
export function interruptedActs(storage: Kept, now: Instant): Act[] {
  try {
    const acts = JSON.parse(storage.getItem(KEPT_AS) ?? "[]") as Act[];
    const young = acts.filter(({ sentAt }) => now - sentAt < KEPT_MS);
    // Of an older page they are not named.
    return young.map((act) => ({ ...act, records: act.records ?? [act.path], phase: "unknown" }));
  } catch {
    return [];
  }
}

/** A storage that is full or forbidden only forgets at the next reload. */
export function keepActs(storage: Kept, acts: readonly Act[]): void {
  try {
    storage.setItem(KEPT_AS, JSON.stringify(acts));
  } catch {
    // Nobody could do anything about it.
  }
}

/** Of the body: what was seen moves with the act itself, and is no part of what was decided. */
const SEEN = new Set(["rev", "seen", "seenRev", "seenSeq"]);

/** Whether both say the same thing to the same record: one intention, tried again. */
export function sameAct(one: Pick<Act, "path" | "body">, other: Pick<Act, "path" | "body">) {
  return one.path === other.path && decided(one.body) === decided(other.body);
}

function decided(body: unknown): string {
  return canonical(JSON.parse(JSON.stringify(body ?? {}, unseen)));
}

/** Wherever it stands: a payment says of each of its households what was seen. */
function unseen(name: string, value: unknown): unknown {
  return SEEN.has(name) ? undefined : value;
}
