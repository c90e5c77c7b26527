import type { Answer } from "./call.ts";

const LOOK_EVERY_MS = 1_000;

/** What a job is at in chunks, looked at every second while it is. */
export class JobWatch<R> {
  /** Null: not known yet. */
  run = $state.raw<R | null>(null);
  refusal = $state<string | null>(null);
  busy = $state(false);
  readonly #id: string;
  readonly #read: (id: string) => Promise<Answer<R>>;
  readonly #isAtIt: (run: R) => boolean;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  constructor(id: string, read: (id: string) => Promise<Answer<R>>, isAtIt: (run: R) => boolean) {
    this.#id = id;
    this.#read = read;
    this.#isAtIt = isAtIt;
  }

  /** Begins to look; answers how to stop. */
  follow(): () => void {
    void this.look();
    return () => {
      this.#stopped = true;
      clearTimeout(this.#timer);
    };
  }

  /** Does something to the run as it was seen, and looks at what came of it. */
  async steer(ask: (id: string, run: R) => Promise<Answer<unknown>>): Promise<boolean> {
    if (this.run === null || this.busy) return false;
    this.busy = true;
    const answer = await ask(this.#id, this.run);
    this.busy = false;
    await this.look();
    if (!answer.ok) this.refusal = answer.message;
    return answer.ok;
  }

  async look(): Promise<void> {
    clearTimeout(this.#timer);
    const answer = await this.#read(this.#id);
    if (this.#stopped) return;
    this.refusal = answer.ok ? null : answer.message;
    if (answer.ok) this.run = answer.value;
    // What another office does to it shows as well, a little later.
    const atIt = this.run !== null && this.#isAtIt(this.run);
    this.#timer = setTimeout(() => void this.look(), atIt ? LOOK_EVERY_MS : LOOK_EVERY_MS * 10);
  }
}
