import { describe, expect, test } from "vitest";
import { seededRandom } from "../kernel/ids.ts";
import { emptyAccount, fold, isSettled, replay, SEASON_PAYMENTS_MAX } from "./account.ts";
import { checkEntry, sameAccount } from "./check.ts";
import { sumFen } from "./lines.ts";
import { balances, Book, randomPosting, SEASONS, sha256, space } from "./testing.ts";
import type { Account, Entry } from "./model.ts";

const SEEDS = Array.from({ length: 60 }, (_, place) => 1_000 + place);
const STEPS = 80;

function randomBook(seed: number, afterEach: (book: Book) => void = () => undefined): Book {
  const random = seededRandom(seed);
  const book = new Book();
  for (let step = 0; step < STEPS; step += 1) {
    const decided = randomPosting(book, random);
    if (!decided.ok) continue;
    book.post(decided);
    afterEach(book);
  }
  return book;
}

/** What the lines of all entries say, added up without the fold. */
function sumOf(entries: readonly Entry[], account: string, season?: string): number {
  return sumFen(
    entries
      .flatMap(({ lines }) => lines)
      .filter((line) => line.account === account && (season ?? line.season) === line.season),
  );
}

describe.each(SEEDS)("seed %i", (seed) => {
  test("after every step: settled, balanced, explained, and equal to the lines", () => {
    const kinds = new Set<string>();
    randomBook(seed, ({ account, entries }) => {
      expect(isSettled(account)).toBe(true);
      expect(sumFen(entries.flatMap(({ lines }) => lines))).toBe(0);
      expect(account.prepaidFen + sumOf(entries, "prepaid")).toBe(0);
      expect(account.owedFen).toBe(sumOf(entries, "receivable"));
      for (const season of account.seasons) explained(season);
      kinds.add(entries.at(-1)!.detail.kind);
    });
    expect(kinds.size).toBeGreaterThan(2);
  });

  test("replay at every entry is what was cached, and every entry is sound", () => {
    const cached = new Map<number, Account>();
    const book = randomBook(seed, ({ account }) => cached.set(account.seq, account));
    let account = emptyAccount("h1");
    for (const entry of book.entries) {
      const reversed = book.entries.find(({ id }) => id === entry.reverses) ?? null;
      expect(checkEntry(account, entry, reversed, sha256)).toBeNull();
      account = fold(account, entry);
      // Between a reversal and its settlement nothing was cached.
      expect(sameAccount(account, cached.get(account.seq) ?? account)).toBe(true);
    }
    expect(replay("h1", book.entries)).toEqual(book.account);
  });

  test("whatever is posted last, its reversal is the identity", () => {
    const random = seededRandom(seed + 500_000);
    const book = randomBook(seed);
    for (let tries = 0; tries < 30; tries += 1) {
      const before = balances(book.account);
      const decided = randomPosting(book, random);
      if (!decided.ok || ["reversal", "settled"].includes(decided.value.detail.kind)) continue;
      book.reverse(book.post(decided));
      expect(balances(book.account)).toEqual(before);
    }
  });

  test("reversing everything, in any order, leaves nothing", () => {
    const random = seededRandom(seed + 900_000);
    const book = randomBook(seed);
    const open = book.entries.filter(
      (entry) =>
        !["reversal", "settled"].includes(entry.detail.kind) && book.answerTo(entry) === null,
    );
    while (open.length > 0) {
      book.reverse(open.splice(Math.floor(random.next() * open.length), 1)[0]!);
      expect(isSettled(book.account)).toBe(true);
    }
    expect(balances(book.account)).toEqual({ owedFen: 0, prepaidFen: 0, seasons: [] });
  });

  test("a payment in parts does what it does as a whole", () => {
    const random = seededRandom(seed);
    const [whole, parts] = [new Book(), new Book()];
    for (const season of SEASONS) {
      const spaces = [space({ billingAreaMilli: 1 + Math.floor(random.next() * 90_000) })];
      whole.charge(season, spaces);
      parts.charge(season, spaces);
    }
    const amounts = Array.from({ length: 40 }, () => 1 + Math.floor(random.next() * 30_000));
    whole.pay(amounts.reduce((sum, amount) => sum + amount, 0));
    for (const amount of amounts) parts.pay(amount);
    expect(balances(parts.account)).toEqual(balances(whole.account));
  });
});

function explained(season: Account["seasons"][number]): void {
  const { chargedFen, openingFen, paidFen, owedFen, basis, payments } = season;
  expect(owedFen).toBe(openingFen + chargedFen - paidFen);
  expect(paidFen).toBeLessThanOrEqual(openingFen + chargedFen);
  expect(sumFen(basis)).toBe(chargedFen);
  expect(payments.length).toBeLessThanOrEqual(SEASON_PAYMENTS_MAX);
  const earlierFen = paidFen - sumFen(payments);
  expect(payments.length < SEASON_PAYMENTS_MAX ? earlierFen : 0).toBe(0);
}
