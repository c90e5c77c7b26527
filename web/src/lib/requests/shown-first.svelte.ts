import type { Previewed } from "@warmline/shared/requests/api.ts";
import type { Answer } from "../call.ts";

interface Ways {
  readonly preview: () => Promise<Answer<Previewed>>;
  readonly ask: () => Promise<Answer<object>>;
}

/**
 * A dialog that shows first what it would come to, and then asks for it: what was shown is what is
 * asked for, and whatever is typed afterwards is shown anew.
 */
export class ShownFirst {
  readonly #typed: () => string;
  #shown = $state.raw<{ readonly typed: string; readonly answer: Previewed } | null>(null);

  /** `body` is read in an effect or a derivation. */
  constructor(body: () => object) {
    this.#typed = () => JSON.stringify(body());
  }

  /** What was shown for what stands in the form now; null: nothing yet. */
  get answer(): Previewed | null {
    return this.#shown?.typed === this.#typed() ? this.#shown.answer : null;
  }

  /** As a dialog sends: null keeps it open, to be looked at and sent again. */
  async send({ preview, ask }: Ways) {
    if (this.answer !== null) return ask();
    const typed = this.#typed();
    const answer = await preview();
    if (!answer.ok) return answer;
    this.#shown = { typed, answer: answer.value };
    return null;
  }
}
