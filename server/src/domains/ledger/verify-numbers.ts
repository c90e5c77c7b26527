import { setImmediate as nextTurn } from "node:timers/promises";
import { receiptNumber, type ReceiptSeries } from "@warmline/shared/ledger/payment.ts";
import type { Finding } from "@warmline/shared/ledger/verification.ts";
import type { Collection } from "@warmline/shared/store/collection.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import type { PieceReport } from "./verify-plan.ts";

/** What the numbers of a series stand on. */
interface Numbered<D> {
  /** What a gap in it is found as. */
  readonly kind: Finding["kind"];
  /** What a number should be: `payment`. */
  readonly what: string;
  readonly series: Collection<ReceiptSeries>;
  /** Numbers asked for in one read. */
  readonly chunk: number;
  readonly find: (numbers: readonly string[]) => Promise<readonly D[]>;
  readonly numberOf: (one: D) => string | undefined;
  /** What is wrong with these themselves. */
  readonly wrong: (some: readonly D[]) => Promise<readonly Finding[]>;
}

/**
 * Each document of a series is sound by itself; and the series has one for every number up to its
 * last, and none beyond it. It was read before its documents, so that those numbered meanwhile are
 * no findings.
 */
export async function verifyNumbers<D>(
  store: Store,
  { id: seriesId, last }: ReceiptSeries,
  { kind, what, series, chunk, find, numberOf, wrong }: Numbered<D>,
): Promise<PieceReport> {
  const findings: Finding[] = [];
  const gap = (note: string): Finding => ({ kind, note });
  for (let first = 1; first <= last; first += chunk) {
    const count = Math.min(chunk, last - first + 1);
    const numbers = Array.from({ length: count }, (_, at) => receiptNumber(seriesId, first + at));
    const found = await find(numbers);
    const known = new Set(found.map(numberOf));
    const missing = numbers.find((number) => !known.has(number));
    findings.push(...(await wrong(found)));
    if (found.length > known.size) findings.push(gap(`a number after ${numbers[0]} stands twice`));
    if (missing !== undefined) return { findings: [...findings, gap(`${missing} is no ${what}`)] };
    await nextTurn();
  }
  const beyond = receiptNumber(seriesId, last + 1);
  const [taken, now] = [await find([beyond]), await store.get(series, seriesId)];
  if (taken.length === 0 || (now?.last ?? 0) > last) return { findings };
  return { findings: [...findings, gap(`${beyond} is beyond the last of its series`)] };
}
