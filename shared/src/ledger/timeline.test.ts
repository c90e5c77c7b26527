import { describe, expect, test } from "vitest";
import { seededRandom } from "../kernel/ids.ts";
import { addDays, cityDate, instantOf, later, startOfDay } from "../kernel/time.ts";
import { onAccountFen, owedFen, type Account } from "./account.ts";
import { replay } from "./entry.ts";
import { accountOf } from "./position.ts";
import { randomPosting } from "./random-testing.ts";
import { Book } from "./testing.ts";
import { entriesAsOf, momentAsOf, timelineOf } from "./timeline.ts";

const STREAMS = 200;
const POSTINGS = 30;

test("every account, as of every day and moment, is what it was then", () => {
  const random = seededRandom(20_261_130);
  for (let stream = 0; stream < STREAMS; stream += 1) {
    const book = new Book();
    const then: Account[] = [];
    for (let tried = 0; tried < POSTINGS; tried += 1) {
      const decided = randomPosting(book, random);
      if (!decided.ok) continue;
      // Several on one day, and days on which nothing happens.
      if (random.next() < 0.5) book.now = later(book.now, -86_400_000);
      book.post(decided);
      then.push(book.account);
    }
    const points = timelineOf(book.account.id, book.entries);
    expect(points.map(({ owedFen: owed }) => owed)).toEqual(then.map(owedFen));
    expect(points.map(({ onAccountFen: left }) => left)).toEqual(then.map(onAccountFen));
    for (const [place, account] of then.entries()) {
      const entry = book.entries[place]!;
      const known = entriesAsOf(book.entries, { at: entry.at });
      expect(accountOf(replay(account.id, known))).toEqual(account);
      const booked = entriesAsOf(book.entries, { day: entry.bookedOn });
      const last = book.entries.findLastIndex(({ bookedOn }) => bookedOn === entry.bookedOn);
      expect(accountOf(replay(account.id, booked))).toEqual(then[last]);
    }
  }
});

describe("of a day and a moment the earlier counts", () => {
  const noon = instantOf(startOfDay("2026-03-05") + 12 * 3_600_000);
  const entries = [-1, 0, 1].map((days) => {
    const at = later(noon, days * 86_400_000);
    return { at, bookedOn: cityDate(at) };
  });
  test.each([
    ["neither", {}, 3],
    ["the day", { day: "2026-03-05" }, 2],
    ["the day before the first", { day: "2026-03-03" }, 0],
    ["the very moment", { at: noon }, 2],
    ["a moment before", { at: later(noon, -1) }, 1],
    ["a later day than the moment", { day: "2026-03-09", at: noon }, 2],
    ["a later moment than the day", { day: "2026-03-04", at: noon }, 1],
  ])("%s", (_, asOf, count) => {
    expect(entriesAsOf(entries, asOf)).toHaveLength(count);
  });

  const now = later(noon, 10 * 86_400_000);
  test.each([
    ["now", {}, now],
    ["a day that is past ends with it", { day: "2026-03-05" }, startOfDay("2026-03-06") - 1],
    ["today is not over", { day: cityDate(now) }, now],
    ["what is ahead is not known", { at: later(now, 1), day: addDays(cityDate(now), 9) }, now],
    ["none before moments are counted", { day: "1900-01-01" }, 0],
    ["the earlier of both", { day: "2026-03-05", at: noon }, noon],
  ])("%s", (_, asOf, moment) => {
    expect(momentAsOf(asOf, now)).toBe(moment);
  });
});
