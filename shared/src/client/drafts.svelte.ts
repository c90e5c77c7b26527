import type { Instant } from "../kernel/time.ts";
import type { Answer, Refused } from "./call.ts";
import {
  dropDraft,
  keepDraft,
  keptDraft,
  keptDrafts,
  movedOn,
  putBack,
  typedOf,
  type DraftStorage,
  type KeptDraft,
  type Slot,
} from "./kept-drafts.ts";
import type { Act } from "./open-acts.ts";
import { serverClock } from "./server-clock.ts";

/**
 * What a form holds, kept while its person types. It comes back after whatever took the form away
 * (another page, a reload, a session that ended) until it is sent or thrown away on purpose.
 */
export class Draft<T extends object> {
  fields = $state() as T;
  /** When it was typed, if it was found again; null once its person began anew. */
  restoredFrom = $state<Instant | null>(null);
  /** The record has changed since in a field that was typed in. */
  moved = $state(false);
  /** Too large to be kept: leaving the page loses it. */
  unkept = $state(false);
  readonly #begin: T;
  readonly #slot: Slot;
  readonly #also: readonly string[];
  readonly #storage: DraftStorage;

  /** Made while a component is: it is kept as long as that lives. */
  constructor(storage: DraftStorage, slot: Slot, begin: T, also: readonly string[]) {
    this.#storage = storage;
    this.#slot = slot;
    this.#also = also;
    this.#begin = structuredClone(begin);
    const kept = keptDraft(storage, slot, serverClock.now());
    const typed = kept === null || kept.sent ? {} : kept.typed;
    this.fields = putBack(structuredClone(begin), typed);
    if (kept !== null && Object.keys(typed).length > 0) {
      this.restoredFrom = kept.at;
      this.moved = movedOn(begin, typed);
    }
    let first = true;
    $effect(() => {
      const fields = $state.snapshot(this.fields) as T;
      // As found it is kept already, or is that of an act on its way.
      if (!first) this.#keep(fields, false);
      first = false;
    });
  }

  /** Empties the form, back to what it begins with. */
  startAnew(): void {
    Object.assign(this.fields, structuredClone(this.#begin));
    this.restoredFrom = null;
    this.moved = false;
    this.drop();
  }

  /** It was done, or its person does not want it any more. */
  drop(): void {
    dropDraft(this.#storage, this.#slot);
  }

  /**
   * Sends what was typed: dropped when that was done, kept when it was refused. While it is not
   * known which, it does not come back, as its person could take it for unsent and send it again.
   */
  async send<V extends Answer<unknown> | { readonly ok: true } | Refused | null>(
    send: () => Promise<V>,
  ): Promise<V> {
    const fields = $state.snapshot(this.fields) as T;
    this.#keep(fields, true);
    const answer = await send();
    if (answer?.ok) this.drop();
    else if (answer === null || answer.code !== "not-known-yet") this.#keep(fields, false);
    return answer;
  }

  #keep(fields: T, sent: boolean): void {
    const typed = typedOf(this.#begin as Record<string, unknown>, fields as typeof typed);
    const kept = { ...this.#slot, also: this.#also, at: serverClock.now(), typed, sent };
    this.unkept = !keepDraft(this.#storage, kept);
  }
}

/** All drafts of this tab. Each is shown to whoever typed it and to nobody else. */
export class Drafts {
  #person: string | null = null;
  readonly #storage: () => DraftStorage;

  constructor(storage: () => DraftStorage) {
    this.#storage = storage;
  }

  /** The page shows this person from now on, or nobody. */
  of(person: string | null): void {
    this.#person = person;
  }

  /**
   * The form as its person left it; as `begin` has it where nothing was typed. `also` names further
   * endpoints to which it may go.
   */
  begin<T extends object>(
    form: string,
    record: string,
    begin: T,
    also: readonly string[] = [],
  ): Draft<T> {
    const slot = { person: this.#person ?? "", form, record };
    return new Draft(this.#storage(), slot, begin, also);
  }

  /** What this person typed and has not sent; the oldest first. */
  unsent(): readonly KeptDraft[] {
    return this.#mine(this.#person).filter(({ sent }) => !sent);
  }

  /** They signed out: nothing of theirs stays. */
  wipe(person: string | null): void {
    for (const draft of this.#mine(person)) dropDraft(this.#storage(), draft);
  }

  /** What came of an act is known after all: its draft is done with, or can be sent again. */
  settled(act: Act, { ok }: Pick<Answer<unknown>, "ok">): void {
    for (const draft of this.#mine(act.person)) {
      const itsOwn =
        [draft.form, ...(draft.also ?? [])].includes(act.name) && isAbout(act, draft.record);
      if (!draft.sent || !itsOwn) continue;
      if (ok) dropDraft(this.#storage(), draft);
      else keepDraft(this.#storage(), { ...draft, sent: false });
    }
  }

  #mine(person: string | null): readonly KeptDraft[] {
    const all = keptDrafts(this.#storage(), serverClock.now());
    return all.filter((draft) => draft.person === person);
  }
}

/** Whether an act names a record; where there is none yet, the form alone tells. */
function isAbout({ path, body }: Act, record: string): boolean {
  const [whole = ""] = record.split("/");
  const names = new Set<unknown>([...path.split("/").map(decodeURIComponent), ...leaves(body)]);
  return whole === NEW || names.has(whole) || names.has(record);
}

/** All that a body says, in whatever it is put: a payment names its households in its parts. */
function leaves(value: unknown): unknown[] {
  if (typeof value !== "object" || value === null) return [value];
  return Object.values(value).flatMap(leaves);
}

/** The record of a form that makes one. */
export const NEW = "new";
