import { product } from "@warmline/shared/kernel/product.ts";
import { addDays, cityDate } from "@warmline/shared/kernel/time.ts";
import { totalFen } from "@warmline/shared/kernel/money.ts";
import { lateFeesOf } from "@warmline/shared/ledger/late-items.ts";
import { accruedBy, tryLateFee, type Book } from "@warmline/shared/ledger/testing.ts";
import { hold, same } from "./holding.ts";

const DAYS = 40;
const CAP_10K = 300_000;

/** 违约金, over random streams; `make` gives the same one for the same seed. Invariant 8. */
export function lateFeeProperties(make: (seed: number, afterEach?: (book: Book) => void) => Book) {
  return {
    "a late fee that was charged never exceeds its cap, and a second run adds nothing": (seed) => {
      const book = make(seed, (one) => {
        const { whole } = one;
        for (const { itemId, amountFen } of whole.items.values()) {
          const all = totalFen(lateFeesOf(whole, itemId).map((fee) => fee.amountFen));
          const most = product([amountFen, CAP_10K], [1_000_000], "down");
          hold(all <= most, `${all} fen late fee of ${itemId}, at most ${most}`);
        }
      });
      const first = tryLateFee(book);
      if (first.ok) book.post(first);
      const again = tryLateFee(book, dayBefore(book));
      same(again.ok ? "charged" : again.code, "nothing-accrued", "again");
    },
    "what has come about never falls from day to day": (seed) => {
      const book = make(seed);
      let before = new Map<string, number>();
      const today = cityDate(book.now);
      for (let days = -DAYS; days <= DAYS; days += 1) {
        const now = new Map(
          accruedBy(book, addDays(today, days)).map(({ lateOf, step }) => {
            return [lateOf, step.amountFen + step.chargedFen];
          }),
        );
        for (const [itemId, was] of before) {
          hold((now.get(itemId) ?? 0) >= was, `${itemId}: ${was}, then ${now.get(itemId)}`);
        }
        before = now;
      }
    },
    "charged day by day it comes to what it does when it is charged once": (seed) => {
      const [once, daily] = [make(seed), make(seed)];
      const today = cityDate(once.now);
      for (let days = 0; days < DAYS; days += 1) {
        const decided = tryLateFee(daily, addDays(today, days));
        if (decided.ok) daily.post(decided);
      }
      const last = tryLateFee(once, addDays(today, DAYS - 1));
      if (last.ok) once.post(last);
      same(charged(daily), charged(once), "charged in all, item by item");
    },
  } as const satisfies Record<string, (seed: number) => void>;
}

/** What was charged by today is charged by the day before as well: posting takes a day. */
function dayBefore({ now }: Book): string {
  return addDays(cityDate(now), -1);
}

function charged({ whole }: Book): [string, number][] {
  return [...whole.items.keys()].flatMap((itemId): [string, number][] => {
    const fees = lateFeesOf(whole, itemId).map(({ amountFen }) => amountFen);
    return fees.length === 0 ? [] : [[itemId, totalFen(fees)]];
  });
}
