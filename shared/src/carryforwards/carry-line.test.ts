import { assert, integer, nat, property } from "fast-check";
import { describe, expect, test } from "vitest";
import { seededRandom } from "../kernel/ids.ts";
import { addFen, fen, ZERO_FEN, type Fen } from "../kernel/money.ts";
import { addDays, cityDate } from "../kernel/time.ts";
import { accountIdOf, replay, type Entry } from "../ledger/entry.ts";
import { accountOf } from "../ledger/position.ts";
import { randomPosting } from "../ledger/random-testing.ts";
import { Book, openingSeason, tryRelieve } from "../ledger/testing.ts";
import { householdStream } from "../reports/testing.ts";
import { carryAccount, type CarryLine } from "./carry-line.ts";
import { addsUp, ON_ACCOUNT } from "./figures.ts";
import { standingOf } from "./standing.ts";

const NOW = "2025-2026";

/** As of the day of the book's entry, or of its newest one. */
function carried(book: Book, entry: Entry | undefined = book.entries.at(-1), before?: CarryLine) {
  const day = entry?.bookedOn ?? "2025-10-31";
  const { account, entries } = book;
  return carryAccount({ accountId: account.id, account, before, entries, day });
}

/** What is owed by season, and on account, as the fold of these entries has it. */
function folded(accountId: string, entries: readonly Entry[]): Record<string, Fen> {
  return bare(standingOf(accountOf(replay(accountId, entries))));
}

function closing({ rows }: Pick<CarryLine, "rows">): Record<string, Fen> {
  return bare(rows.map(({ season, closingFen = ZERO_FEN }) => [season, closingFen]));
}

function bare(all: Iterable<readonly [string, Fen]>): Record<string, Fen> {
  return Object.fromEntries([...all].filter(([, amount]) => amount !== 0));
}

describe("a line", () => {
  test("of charge and payment names both, and what is left on account", () => {
    const book = new Book();
    book.charge(NOW);
    book.pay(300_000);
    expect(carried(book)).toEqual({
      line: {
        accountId: "h1",
        seq: 2,
        rows: [
          { season: ON_ACCOUNT, receivedFen: 300_000, paidFen: 267_470, closingFen: 32_530 },
          { season: NOW, chargedFen: 267_470, paidFen: 267_470 },
        ],
      },
      flaws: [],
    });
  });

  test("what was booked after the day is wound back, and opens the next one", () => {
    const book = new Book();
    const charge = book.charge(NOW);
    book.pay(200_000);
    const { line } = carried(book, charge);
    expect(line).toMatchObject({
      seq: 1,
      rows: [{ season: NOW, chargedFen: 267_470, closingFen: 267_470 }],
    });
    expect(carried(book, undefined, line!).line?.rows).toEqual([
      { season: ON_ACCOUNT, receivedFen: 200_000, paidFen: 200_000 },
      { season: NOW, openingFen: 267_470, paidFen: 200_000, closingFen: 67_470 },
    ]);
  });

  test("what was taken back, relieved, refunded or taken over is told by its name", () => {
    const book = new Book();
    book.open([openingSeason("2024-2025", { chargedFen: 90_000, paidFen: 30_000 })], 5_000);
    const charge = book.charge(NOW);
    book.relieve(NOW, 10_000);
    expect(carried(book).line?.rows).toEqual([
      { season: ON_ACCOUNT, broughtFen: 5_000, paidFen: 5_000 },
      { season: "2024-2025", broughtFen: 60_000, paidFen: 5_000, closingFen: 55_000 },
      { season: NOW, chargedFen: 267_470, relievedFen: 10_000, closingFen: 257_470 },
    ]);
    const other = new Book("h2");
    const again = other.charge(NOW);
    const { paymentId = "" } = other.pay(267_470);
    other.reverse(again);
    other.refund(paymentId, 100_000);
    expect(carried(other).line?.rows).toEqual([
      { season: ON_ACCOUNT, receivedFen: 267_470, refundedFen: 100_000, closingFen: 167_470 },
      { season: NOW, chargedFen: 267_470, adjustedFen: -267_470 },
    ]);
    expect(charge.seq).toBe(2);
  });

  test("a late fee stands beside the charge, and its waiver is a relief", () => {
    const book = new Book();
    book.charge(NOW);
    book.late("2025-12-02");
    book.post(tryRelieve(book, NOW, { lateFees: true, by: { amountFen: fen(292) } }));
    expect(carried(book)).toMatchObject({
      line: {
        rows: [
          {
            season: NOW,
            chargedFen: 267_470,
            lateFeeFen: 8_292,
            relievedFen: 292,
            closingFen: 275_470,
          },
        ],
      },
      flaws: [],
    });
  });

  test("what is written off stands by its name, late fees included, until it is reversed", () => {
    const book = new Book();
    book.charge(NOW);
    book.late("2025-12-02");
    const writeOff = book.writeOff(NOW);
    const asked = { season: NOW, chargedFen: 267_470, lateFeeFen: 8_292 };
    expect(carried(book)).toMatchObject({
      line: { rows: [{ ...asked, writtenOffFen: 275_762 }] },
      flaws: [],
    });
    book.reverse(writeOff);
    expect(carried(book)).toMatchObject({ line: { rows: [{ ...asked, closingFen: 275_762 }] } });
  });

  test("where nothing was ever booked by the day there is none", () => {
    const book = new Book();
    book.pay(100);
    expect(carried(book, { bookedOn: "2025-10-31" } as Entry)).toEqual({ line: null, flaws: [] });
  });
});

describe("what does not agree is told with what shows it", () => {
  const [unpaid, paid] = [new Book(), new Book()];
  unpaid.charge(NOW);
  paid.charge(NOW);
  paid.pay(267_470);

  test("an item that was changed by hand", () => {
    const { account, entries } = unpaid;
    const items = account.items.map((item) => ({ ...item, openFen: fen(100) }));
    const day = entries[0]!.bookedOn;
    const input = { accountId: "h1", before: undefined, entries, day };
    const { line, flaws } = carryAccount({ ...input, account: { ...account, items } });
    expect(flaws).toEqual([
      {
        code: "does-not-add-up",
        season: NOW,
        expectedFen: 267_470,
        closingFen: 100,
        entryIds: ["e1"],
      },
      { code: "sums-broken", season: NOW, entryIds: ["e1"] },
    ]);
    expect(line?.rows.every(addsUp)).toBe(false);
  });

  test("more is open of an item than it is", () => {
    const { account, entries } = unpaid;
    const items = account.items.map((item) => ({ ...item, amountFen: fen(1) }));
    const day = entries[0]!.bookedOn;
    const input = { accountId: "h1", before: undefined, entries, day };
    const { flaws } = carryAccount({ ...input, account: { ...account, items } });
    expect(flaws).toEqual([{ code: "sums-broken", season: NOW, entryIds: ["e1"] }]);
  });

  test("an entry that is gone, and an account that is", () => {
    const { account, entries } = paid;
    const day = entries[1]!.bookedOn;
    const input = { accountId: "h1", before: undefined, day };
    const without = carryAccount({ ...input, account, entries: entries.slice(0, 1) });
    expect(without.flaws).toMatchObject([{ code: "entry-missing", seq: 2 }, { season: NOW }]);
    const gone = carryAccount({ ...input, account: null, entries: entries.slice(0, 1) });
    expect(gone.flaws).toMatchObject([{ code: "does-not-add-up", closingFen: 0 }]);
  });

  test("an opening that is not the closing before", () => {
    const { line } = carried(unpaid);
    const changed = { ...line!, rows: [{ season: NOW, closingFen: fen(267_471) }] };
    expect(carried(unpaid, undefined, changed).flaws).toMatchObject([
      { code: "does-not-add-up", season: NOW, expectedFen: 267_471, closingFen: 267_470 },
    ]);
  });
});

test("over random streams: closing is the fold as of any day, and opens the next", () => {
  const streams = integer({ min: 0, max: 1_000_000 });
  assert(
    property(streams, nat(60), nat(60), (seed, one, other) => {
      const { books } = householdStream("h1", seed, ["b1/s1/h1"]);
      const days = [one, other].toSorted((left, right) => left - right);
      const [first, second] = days.map((count) => addDays("2025-11-01", count));
      for (const { account, entries } of books) {
        const accountId = accountIdOf(entries[0]?.streamId ?? "account/h1") ?? "";
        const by = (day: string) => entries.filter(({ bookedOn }) => bookedOn <= day);
        const input = { accountId, account, entries };
        const early = carryAccount({ ...input, before: undefined, day: first! });
        const late = carryAccount({ ...input, before: early.line ?? undefined, day: second! });
        const whole = carryAccount({ ...input, before: undefined, day: second! });
        for (const { line, flaws } of [early, late, whole]) {
          expect(flaws).toEqual([]);
          expect(line?.rows.every(addsUp) ?? true).toBe(true);
        }
        expect(closing(early.line ?? { rows: [] })).toEqual(folded(accountId, by(first!)));
        expect(closing(late.line ?? { rows: [] })).toEqual(folded(accountId, by(second!)));
        expect(closing(late.line ?? { rows: [] })).toEqual(closing(whole.line ?? { rows: [] }));
        expect(late.line?.seq).toBe(whole.line?.seq);
        expect(opening(late.line)).toEqual(closing(early.line ?? { rows: [] }));
      }
    }),
    { numRuns: 60 },
  );
});

function opening(line: CarryLine | null): Record<string, Fen> {
  return bare((line?.rows ?? []).map(({ season, openingFen = ZERO_FEN }) => [season, openingFen]));
}

test("what is tampered with by a fen, in any account of any stream, is found", () => {
  assert(
    property(integer({ min: 0, max: 1_000_000 }), nat(40), (seed, at) => {
      const random = seededRandom(seed);
      const book = new Book();
      for (let step = 0; step < 12; step += 1) {
        const decided = randomPosting(book, random);
        if (decided.ok) book.post(decided);
      }
      const { account, entries } = book;
      const last = entries.at(-1);
      const [item] = account.items;
      if (last === undefined || item === undefined) return;
      const openFen = addFen(item.openFen, fen(at % 2 === 0 ? 1 : -1));
      const items = [{ ...item, openFen }, ...account.items.slice(1)];
      const input = { accountId: "h1", before: undefined, entries, day: cityDate(last.at) };
      const { flaws } = carryAccount({ ...input, account: { ...account, items } });
      expect(flaws.map(({ code }) => code)).toContain("does-not-add-up");
    }),
    { numRuns: 60 },
  );
});
