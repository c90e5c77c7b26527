import { searchHouseholds, type HouseholdHit } from "@warmline/shared/households/api.ts";
import { call, type Refused } from "../call.ts";

/** A household that was chosen, as far as a form needs it. */
export interface Found {
  readonly id: string;
  readonly name: string;
  readonly phone: string | undefined;
}

const ASK_AFTER_MS = 120;

/** Households found as one types: the newest question wins, however late an older answer comes. */
export class HouseholdSearch {
  text = $state("");
  rows = $state.raw<readonly HouseholdHit[]>([]);
  more = $state(false);
  busy = $state(false);
  refusal = $state.raw<Refused | null>(null);
  #stop: AbortController | null = null;

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

  async #ask(q: string, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const answer = await call(searchHouseholds, { body: { q }, signal });
    if (signal.aborted) return;
    this.busy = false;
    this.refusal = answer.ok ? null : answer;
    if (!answer.ok) return;
    this.rows = answer.value.rows;
    this.more = answer.value.more;
  }
}
