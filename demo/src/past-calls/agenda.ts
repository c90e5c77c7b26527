import type { Instant } from "@warmline/shared/kernel/time.ts";

interface Due {
  readonly at: Instant;
  readonly happens: (at: Instant) => void;
}

/** What is to happen, one thing after the other; of the same moment in the order of planning. */
export class Agenda {
  readonly #due: Due[] = [];

  plan(at: Instant, happens: Due["happens"]): void {
    let place = this.#due.length;
    while (place > 0 && this.#due[place - 1]!.at > at) place -= 1;
    this.#due.splice(place, 0, { at, happens });
  }

  /** Until nothing is left, what is planned meanwhile included. */
  run(): void {
    for (let next = this.#due.shift(); next !== undefined; next = this.#due.shift()) {
      next.happens(next.at);
    }
  }
}
