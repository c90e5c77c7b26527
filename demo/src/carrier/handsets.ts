import type { Clock } from "@warmline/shared/kernel/time.ts";
import type { Rung } from "./report.ts";

/** Whoever looks at a telephone asks this often at least, else nobody holds it any more. */
const HELD_MS = 6_000;
const RINGS_MS = 30_000;

interface Held {
  until: number;
  /** While it rings. */
  answer: ((rung: Rung) => void) | null;
}

/** Telephones that somebody holds in their hand: they pick up themselves. */
export class Handsets {
  readonly #clock: Clock;
  readonly #held = new Map<string, Held>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Somebody looks at it; whether it rings. */
  look(number: string): boolean {
    const held = this.#held.get(number) ?? { until: 0, answer: null };
    held.until = this.#clock.now() + HELD_MS;
    this.#held.set(number, held);
    return held.answer !== null;
  }

  /** Null: nobody holds it. */
  ring(number: string): Promise<Rung> | null {
    const held = this.#held.get(number);
    if (held === undefined || held.until < this.#clock.now()) return null;
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.answer(number, "no-answer"), RINGS_MS);
      timer.unref();
      held.answer = (rung) => {
        clearTimeout(timer);
        held.answer = null;
        resolve(rung);
      };
    });
  }

  /** False: it does not ring. */
  answer(number: string, rung: Rung): boolean {
    const { answer = null } = this.#held.get(number) ?? {};
    answer?.(rung);
    return answer !== null;
  }
}
