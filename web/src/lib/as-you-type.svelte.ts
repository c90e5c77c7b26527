import type { Answer, Refused } from "./call.ts";

const ASK_AFTER_MS = 120;
/** While the index is away or being built. */
const AGAIN_AFTER_MS = 2_000;

interface Hits<H> {
  readonly rows: readonly H[];
  /** There are others; a further word narrows it. */
  readonly more: boolean;
  /** None is just as it was typed. */
  readonly near?: boolean;
}

/** What is found as one types: the newest question wins, however late an older answer comes. */
export class AsYouType<H> {
  text = $state("");
  rows = $state.raw<readonly H[]>([]);
  more = $state(false);
  near = $state(false);
  busy = $state(false);
  refusal = $state.raw<Refused | null>(null);
  readonly #find: (text: string, signal: AbortSignal) => Promise<Answer<Hits<H>>>;
  #stop: AbortController | null = null;

  constructor(find: (text: string, signal: AbortSignal) => Promise<Answer<Hits<H>>>) {
    this.#find = find;
  }

  ask(text: string): void {
    this.text = text;
    this.#stop?.abort();
    const stop = new AbortController();
    this.#stop = stop;
    if (text.trim() === "") {
      this.rows = [];
      this.busy = false;
      return;
    }
    this.busy = true;
    setTimeout(() => void this.#ask(text, stop.signal), ASK_AFTER_MS);
  }

  async #ask(text: string, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const answer = await this.#find(text, signal);
    if (signal.aborted) return;
    this.busy = false;
    this.refusal = answer.ok ? null : answer;
    if (!answer.ok) {
      // What was found by another text does not stand under this one.
      this.rows = [];
      this.more = false;
      if (answer.code === "search-unavailable") {
        setTimeout(() => void this.#ask(text, signal), AGAIN_AFTER_MS);
      }
      return;
    }
    this.rows = answer.value.rows;
    this.more = answer.value.more;
    this.near = answer.value.near ?? false;
  }
}
