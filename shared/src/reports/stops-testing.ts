import { standingEntries } from "../ledger/standing-entries.ts";
import type { Stop } from "../households/stops.ts";
import { areaMilli } from "../kernel/area.ts";
import type { Random } from "../kernel/ids.ts";
import { price10k } from "../kernel/price.ts";
import type { Result } from "../kernel/result.ts";
import { addDays } from "../kernel/time.ts";
import { KINDS, type AnyPosting } from "../ledger/entry.ts";
import { randomPosting } from "../ledger/random-testing.ts";
import { PRICES, SEASONS, space, tryReverse, type Book } from "../ledger/testing.ts";

/** For tests only: streams with stops, the same for the same seed. */

/**
 * As random postings are, but that of two one charges with stops, or reverses such a charge.
 * Refusals: those of what it tries.
 */
export function randomStopping(book: Book, random: Random): Result<AnyPosting> {
  const upTo = (count: number) => Math.floor(random.next() * count);
  if (upTo(2) === 0) return randomPosting(book, random);
  const season = SEASONS[upTo(SEASONS.length)]!;
  const standing = standingEntries(book.entries).find(
    ({ detail, lines }) => detail.kind === "charge" && lines[0]?.season === season,
  );
  return standing === undefined ? chargeStopped(book, season, upTo) : tryReverse(book, standing);
}

/** 151 days from 1 November on. */
function chargeStopped(book: Book, season: string, upTo: (count: number) => number) {
  const from = `${season.slice(0, 4)}-11-01`;
  const days = { from, to: addDays(from, 150), days: 151 };
  const spaces = ["s1", "s2", "s3"]
    .slice(0, 1 + upTo(3))
    .map((id) => space({ id, billingAreaMilli: areaMilli(1_000 + upTo(200_000)) }));
  const stops = Array.from({ length: upTo(3) }, (_, at): Stop => {
    const first = upTo(2) * upTo(100);
    const until = upTo(3) > 0 ? {} : { until: addDays(from, first + upTo(50)) };
    // Each space is stopped once.
    return { number: at + 1, from: addDays(from, first), ...until, spaceIds: [`s${at + 1}`] };
  });
  const share = { tariffId: "stop", tariffRev: 1, price10k: price10k(100_000 * upTo(8)) };
  return KINDS.charge.decide(book.position, {
    entryId: book.nextId,
    season,
    dueOn: from,
    spaces,
    prices: PRICES,
    stopping: { stops, days, shares: { residential: share } },
    ...(upTo(3) === 0 ? { rules: { wholeYuan: { ruleCode: "yuan", catalogueVersion: 1 } } } : {}),
  });
}
