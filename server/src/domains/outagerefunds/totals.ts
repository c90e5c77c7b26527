import { addFen, ZERO_FEN, type Fen } from "@warmline/shared/kernel/money.ts";
import type { RefundTotals } from "@warmline/shared/outagerefunds/model.ts";

/** What came of each household, added up. */
export class Tally {
  #households = 0;
  #amountFen: Fen = ZERO_FEN;
  readonly #leftOut = new Map<string, number>();

  count(amountFen: Fen): void {
    this.#households += 1;
    this.#amountFen = addFen(this.#amountFen, amountFen);
  }

  leaveOut(code: string): void {
    this.#leftOut.set(code, (this.#leftOut.get(code) ?? 0) + 1);
  }

  totals(): RefundTotals {
    const leftOut = [...this.#leftOut].map(([code, households]) => ({ code, households }));
    return {
      households: this.#households,
      amountFen: this.#amountFen,
      leftOut: leftOut.toSorted((a, b) => (a.code < b.code ? -1 : 1)),
    };
  }
}
