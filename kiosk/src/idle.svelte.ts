import { visits } from "./visit.svelte.ts";

const PATIENCE_MS = 60_000;
const RESULT_PATIENCE_MS = 15_000;
const WARNING_MS = 20_000;

/** Warns who does not touch anything, then ends the visit. */
class Idle {
  /** Seconds until the wipe while the warning is shown; null before. */
  secondsLeft = $state<number | null>(null);
  #touchedAt = performance.now();

  start(): void {
    for (const kind of ["pointerdown", "keydown", "wheel"]) {
      addEventListener(kind, () => this.touched(), { passive: true, capture: true });
    }
    setInterval(() => this.check(performance.now()), 250);
  }

  touched(): void {
    // During the warning only its own buttons count: a stray touch must not keep data on the
    // screen.
    if (this.secondsLeft === null) this.#touchedAt = performance.now();
  }

  stay(): void {
    this.#touchedAt = performance.now();
    this.secondsLeft = null;
  }

  leave(): void {
    this.stay();
    visits.end();
  }

  check(now: number): void {
    const patience = visits.current.result ? RESULT_PATIENCE_MS : PATIENCE_MS;
    const over = now - this.#touchedAt - patience;
    if (over < 0) {
      this.secondsLeft = null;
    } else if (visits.current.pristine) {
      // Nothing personal is shown: back to the beginning without a question.
      this.leave();
    } else if (over >= WARNING_MS) {
      this.leave();
    } else {
      this.secondsLeft = Math.ceil((WARNING_MS - over) / 1000);
    }
  }
}

export const idle = new Idle();
