import { addFen, ZERO_FEN, type Fen } from "../kernel/money.ts";
import type { Entry, EntryKindName } from "./entry.ts";
import { tendersOf, type PaymentMethod } from "./lines.ts";

/** What an office took and gave back on a day, by kind of entry and way of payment. */
export interface DayTotals {
  readonly rows: readonly {
    readonly kind: EntryKindName;
    readonly method: PaymentMethod;
    /** Entries; a payment over several accounts has one for each. */
    readonly count: number;
    /** What came in; below zero: what went out. */
    readonly amountFen: Fen;
  }[];
  /** Numbers given out that day: without gaps, also those that were voided. */
  readonly receipts: {
    readonly count: number;
    readonly voided: number;
    readonly first?: string;
    readonly last?: string;
  };
}

/** The parts of an entry that a day's totals are made of. */
export type DayEntry = Pick<Entry, "id" | "lines" | "detail" | "paymentId" | "reverses">;

/** Adds up the entries of a day, in whatever order they come. */
export class DayAdder {
  readonly #rows = new Map<string, DayTotals["rows"][number]>();
  readonly #receiptOf = new Map<string, string>();
  readonly #voided: string[] = [];

  add({ id, lines, detail: { kind }, paymentId, reverses }: DayEntry): void {
    const methods = new Set<PaymentMethod>();
    for (const { method, amountFen } of tendersOf({ lines })) {
      const key = `${kind} ${method}`;
      const before = this.#rows.get(key) ?? { kind, method, count: 0, amountFen: ZERO_FEN };
      this.#rows.set(key, {
        ...before,
        count: before.count + (methods.has(method) ? 0 : 1),
        amountFen: addFen(before.amountFen, amountFen),
      });
      methods.add(method);
    }
    if (kind === "payment" && paymentId !== undefined) this.#receiptOf.set(id, paymentId);
    if (kind === "void" && reverses !== undefined) this.#voided.push(reverses);
  }

  get totals(): DayTotals {
    const numbers = [...new Set(this.#receiptOf.values())].toSorted(byNumber);
    const voided = new Set(this.#voided.map((entryId) => this.#receiptOf.get(entryId)));
    const [first, last] = [numbers[0], numbers.at(-1)];
    return {
      rows: [...this.#rows].toSorted(byKey).map(([, row]) => row),
      receipts: {
        count: numbers.length,
        voided: voided.size,
        ...(first === undefined ? {} : { first }),
        ...(last === undefined ? {} : { last }),
      },
    };
  }
}

/** A series beyond its six digits goes on with seven. */
function byNumber(left: string, right: string): number {
  return left.length - right.length || (left < right ? -1 : 1);
}

function byKey([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  return left < right ? -1 : 1;
}
