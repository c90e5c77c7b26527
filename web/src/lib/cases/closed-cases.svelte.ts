import type { CaseRow } from "@warmline/shared/cases/live.ts";
import { listCases, listCasesByPhone } from "@warmline/shared/cases/lists-api.ts";
import { call, type Refused } from "../call.ts";
import { askedOf, type ClosedFilter } from "./closed.ts";

function hasPhone<A extends object>(asked: A): asked is A & { readonly phone: string } {
  return "phone" in asked;
}

/** Filters and scope may leave pages nearly empty: then the next ones are read as well. */
const PAGES_AT_ONCE = 5;
const SCREENFUL = 12;

/**
 * Closed cases, newest first, read page by page. They stand still while they are looked at, as
 * nothing is due there; see closed-news.ts for what has changed meanwhile.
 */
export class ClosedCases {
  rows = $state.raw<readonly CaseRow[] | null>(null);
  next = $state<string | null>(null);
  busy = $state(false);
  refusal = $state.raw<Refused | null>(null);
  /** Rises with each reading from the top. */
  reading = $state(0);
  #asked: ReturnType<typeof askedOf> | undefined;
  #stop = new AbortController();

  /** Reads anew from the top; answers how to stop. */
  follow(filter: ClosedFilter, meId: string): () => void {
    this.#asked = askedOf(filter, meId);
    const stop = new AbortController();
    this.#stop = stop;
    void this.#read([], undefined, stop.signal);
    return () => stop.abort();
  }

  /** Reads from the top what has changed since; what is shown stays until then. */
  async again(): Promise<void> {
    if (!this.busy) await this.#read([], undefined, this.#stop.signal);
  }

  async more(): Promise<void> {
    if (this.next === null || this.busy) return;
    await this.#read(this.rows ?? [], this.next, this.#stop.signal);
  }

  async #read(before: readonly CaseRow[], after: string | undefined, signal: AbortSignal) {
    this.busy = true;
    if (after === undefined) this.reading += 1;
    const rows = [...before];
    let next = after;
    for (let page = 0; page < PAGES_AT_ONCE && rows.length < before.length + SCREENFUL; page += 1) {
      const asked = { ...this.#asked, ...(next === undefined ? {} : { after: next }) };
      const answer = await (hasPhone(asked)
        ? call(listCasesByPhone, { body: asked, signal })
        : call(listCases, { query: asked, signal }));
      if (signal.aborted) return;
      this.refusal = answer.ok ? null : answer;
      if (!answer.ok) break;
      rows.push(...answer.value.cases);
      next = answer.value.next ?? undefined;
      if (next === undefined) break;
    }
    this.rows = rows;
    this.next = next ?? null;
    this.busy = false;
  }
}
