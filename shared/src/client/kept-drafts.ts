import type { Instant } from "../kernel/time.ts";

/** Whose draft of what: the form is the name of the endpoint that it fills. */
export interface Slot {
  readonly person: string;
  readonly form: string;
  /**
   * Which record the form is about, and after a slash which part of it; `new` where there is none
   * yet.
   */
  readonly record: string;
}

/** What somebody typed into a form and has not sent. */
export interface KeptDraft extends Slot {
  /** Further endpoints to which it may have been sent: to one that only asks for it, say. */
  readonly also?: readonly string[];
  readonly at: Instant;
  /** By field: what stood there before, and what stands there now; of what was touched alone. */
  readonly typed: Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>;
  /** Sent, and not known what came of it: the act holds it, nobody is to send it anew. */
  readonly sent: boolean;
}

export type DraftStorage = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

const KEPT_AS = "warmline.draft";

/** As long as pictures that were uploaded wait for their case (sweep-files.ts). */
export const KEPT_MS = 6 * 60 * 60 * 1_000;

/** A place of its own for each, so that one which is too large takes no other with it. */
function placeOf({ person, form, record }: Slot): string {
  return [KEPT_AS, person, form, record].map(encodeURIComponent).join(" ");
}

/** The draft of this slot, unless it is too old. */
export function keptDraft(storage: DraftStorage, slot: Slot, now: Instant): KeptDraft | null {
  return readDraft(storage, placeOf(slot), now);
}

/** All that are kept, of whomever; the oldest first. What is too old is taken away. */
export function keptDrafts(storage: DraftStorage, now: Instant): readonly KeptDraft[] {
  const places = Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? "");
  return places
    .filter((place) => place.startsWith(`${KEPT_AS} `))
    .flatMap((place) => readDraft(storage, place, now) ?? [])
    .toSorted((one, other) => one.at - other.at);
}

function readDraft(storage: DraftStorage, place: string, now: Instant): KeptDraft | null {
  try {
    const draft = JSON.parse(storage.getItem(place) ?? "null") as KeptDraft | null;
    if (draft === null || now - draft.at < KEPT_MS) return draft;
    storage.removeItem(place);
    return null;
  } catch {
    return null;
  }
}

/** Answers whether it could be kept; where nothing was typed there is nothing to keep. */
export function keepDraft(storage: DraftStorage, draft: KeptDraft): boolean {
  if (Object.keys(draft.typed).length === 0) {
    dropDraft(storage, draft);
    return true;
  }
  try {
    storage.setItem(placeOf(draft), JSON.stringify(draft));
    return true;
  } catch {
    // What is kept of it is older than what stands there, and would be taken for it.
    dropDraft(storage, draft);
    return false;
  }
}

export function dropDraft(storage: DraftStorage, slot: Slot): void {
  storage.removeItem(placeOf(slot));
}

type Fields = Readonly<Record<string, unknown>>;

/** What of a form differs from what it began with. */
export function typedOf(begin: Fields, now: Fields): KeptDraft["typed"] {
  const changed = Object.keys(now).filter((name) => !same(begin[name], now[name]));
  return Object.fromEntries(changed.map((name) => [name, { from: begin[name], to: now[name] }]));
}

/** A form as it begins today, with what was typed put back; fields that are gone are left out. */
export function putBack<T extends object>(begin: T, typed: KeptDraft["typed"]): T {
  const known = Object.entries(typed).filter(([name]) => name in begin);
  return { ...begin, ...Object.fromEntries(known.map(([name, { to }]) => [name, to])) };
}

/** Whether the record has changed since in a field that was typed in. */
export function movedOn(begin: object, typed: KeptDraft["typed"]): boolean {
  return Object.entries(typed).some(([name, { from }]) => !same((begin as Fields)[name], from));
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
