import { cityDate, type Instant } from "@warmline/shared/kernel/time.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { put, type Write } from "@warmline/shared/store/write.ts";
import { caseNumber } from "@warmline/shared/cases/report.ts";
import { caseSeries } from "@warmline/shared/cases/model.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";

export interface TakenNumber {
  readonly number: string;
  /** Commit it with the case: it wins only if this number is the next one. */
  readonly write: Write;
  /** The commit came to nothing: what was to follow it is looked up anew. */
  release(): void;
}

/** The numbers of one day; one is taken when nothing can refuse the case any more. */
export interface CaseNumbers {
  take(): TakenNumber;
}

/** The revision that a day's series will have once everything in flight is committed. */
interface Expected {
  readonly day: string;
  rev: number;
}

const expectedIn = new WeakMap<object, Expected>();

/**
 * Cases of a day are numbered without gaps, yet filings do not wait for each other's commits: each
 * takes the revision that the one before it will leave behind, so that they share a group commit.
 * As a number equals the series' revision, a wrong guess only loses the commit and is taken anew.
 */
export async function caseNumbers(
  { unguarded: store }: Pick<Reads, "unguarded">,
  at: Instant,
): Promise<CaseNumbers> {
  const day = cityDate(at).replaceAll("-", "");
  const seen = expectedOn(store, day) ?? (await lookUp(store, day));
  return {
    take() {
      const expected = expectedOn(store, day) ?? seen;
      const rev = expected.rev;
      expected.rev += 1;
      return {
        number: caseNumber(day, rev + 1),
        write: seriesWrite(day, rev),
        release() {
          // What was looked up since stands.
          if (expectedIn.get(store) === expected) expectedIn.delete(store);
        },
      };
    },
  };
}

function expectedOn(store: object, day: string): Expected | undefined {
  const expected = expectedIn.get(store);
  return expected?.day === day ? expected : undefined;
}

async function lookUp(store: Pick<Store, "get">, day: string): Promise<Expected> {
  const series = await store.get(caseSeries, day);
  // Whoever looked it up at the same time may have taken numbers since.
  const expected = expectedOn(store, day) ?? { day, rev: series?.rev ?? 0 };
  expectedIn.set(store, expected);
  return expected;
}

function seriesWrite(day: string, rev: number): Write {
  const next = { id: day, last: rev + 1 };
  return put(caseSeries, { id: day, rev, last: rev }, next);
}
