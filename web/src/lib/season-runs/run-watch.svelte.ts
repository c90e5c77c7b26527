import { isWorking } from "@warmline/shared/seasonruns/model.ts";
import { readSeasonRun, type SeasonRunAnswer } from "@warmline/shared/seasonruns/api.ts";
import { call, type Answer } from "../call.ts";

const LOOK_EVERY_MS = 1_000;

/** One run, looked at every second while its job is at it. */
export class RunWatch {
  /** Null: not known yet. */
  run = $state.raw<SeasonRunAnswer | null>(null);
  refusal = $state<string | null>(null);
  busy = $state(false);
  readonly #id: string;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  constructor(id: string) {
    this.#id = id;
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
  async steer(ask: (id: string, rev: number) => Promise<Answer<unknown>>): Promise<boolean> {
    if (this.run === null || this.busy) return false;
    this.busy = true;
    const answer = await ask(this.#id, this.run.rev);
    this.busy = false;
    await this.look();
    if (!answer.ok) this.refusal = answer.message;
    return answer.ok;
  }

  async look(): Promise<void> {
    clearTimeout(this.#timer);
    const answer = await call(readSeasonRun, { params: { id: this.#id } });
    if (this.#stopped) return;
    this.refusal = answer.ok ? null : answer.message;
    if (answer.ok) this.run = answer.value;
    // What another office does to it shows as well, a little later.
    const atIt = this.run !== null && isWorking(this.run.state) && this.run.paused === undefined;
    this.#timer = setTimeout(() => void this.look(), atIt ? LOOK_EVERY_MS : LOOK_EVERY_MS * 10);
  }
}
