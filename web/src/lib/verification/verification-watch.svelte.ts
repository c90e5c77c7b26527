import type { VerificationAnswer } from "@warmline/shared/ledger/api.ts";
import {
  cancelVerification,
  readVerification,
  startVerification,
} from "@warmline/shared/ledger/verification-api.ts";
import { call, type Answer } from "../call.ts";

const LOOK_EVERY_MS = 1_000;

/** The newest verification of the journal, looked at every second while it is under way. */
export class VerificationWatch {
  /** Null: there was none yet; undefined: not known yet. */
  run = $state.raw<VerificationAnswer | null | undefined>(undefined);
  refusal = $state<string | null>(null);
  busy = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  /** Begins to look; answers how to stop. */
  follow(): () => void {
    void this.#look();
    return () => {
      this.#stopped = true;
      clearTimeout(this.#timer);
    };
  }

  start(): Promise<void> {
    const seen = this.run?.runId ?? null;
    return this.#command(() => call(startVerification, { body: { seen } }));
  }

  async cancel(): Promise<void> {
    const runId = this.run?.runId;
    if (runId === undefined) return;
    await this.#command(() => call(cancelVerification, { body: { runId } }));
  }

  async #command(ask: () => Promise<Answer<VerificationAnswer>>): Promise<void> {
    this.busy = true;
    const answer = await ask();
    this.busy = false;
    if (answer.ok) this.run = answer.value;
    await this.#look();
    if (!answer.ok) this.refusal = answer.message;
  }

  async #look(): Promise<void> {
    clearTimeout(this.#timer);
    const answer = await call(readVerification, {});
    if (this.#stopped) return;
    this.refusal = answer.ok ? null : answer.message;
    if (answer.ok) this.run = answer.value;
    // A run that another office starts shows as well, a little later.
    const wait = this.run?.state === "running" ? LOOK_EVERY_MS : LOOK_EVERY_MS * 10;
    this.#timer = setTimeout(() => void this.#look(), wait);
  }
}
