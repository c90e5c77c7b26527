import { describe, expect, test } from "vitest";
import { fen } from "../kernel/money.ts";
import { hashOf } from "./chain.ts";
import { checkNext } from "./check.ts";
import { replay, type Entry } from "./entry.ts";
import type { Line } from "./lines.ts";
import { emptyPosition } from "./position.ts";
import { Book, openingSeason, sha256 } from "./testing.ts";
import { price10k } from "../kernel/price.ts";

/** Opening, charge, payment, its reversal, a payment in advance that a charge uses. */
const book = new Book();
book.open([openingSeason("2023-2024", { chargedFen: 9, paidFen: 4 })]);
book.charge("2025-2026");
book.reverse(book.pay(100));
book.pay(300_000);
book.charge("2024-2025");
const [opening, charge, payment, reversal, advance] = book.entries as [
  Entry,
  Entry,
  Entry,
  Entry,
  Entry,
];

const before = (entry: Entry) => replay("h1", book.entries.slice(0, entry.seq - 1));
const reversedBy = (entry: Entry) => book.entries.find(({ id }) => id === entry.reverses) ?? null;

/** Rewritten with a hash that fits: only the meaning is wrong. */
function resealed(entry: Entry, change: Partial<Entry>): Entry {
  const next = { ...entry, ...change };
  return { ...next, hash: hashOf(next, before(entry).hash, sha256) };
}

/** All lines, or those of one account, times two. */
function doubled(lines: readonly Line[], account?: string): Line[] {
  return lines.map((line) =>
    (account ?? line.account) === line.account
      ? { ...line, amountFen: fen(line.amountFen * 2) }
      : line,
  );
}

const { detail } = charge;
if (detail.kind !== "charge") throw new Error("a charge");
const cheaper = {
  ...detail,
  items: detail.items.map((item) => ({
    ...item,
    steps: item.steps.map((step) => ({ ...step, price10k: price10k(1) })),
  })),
};
/** The payer's money, but paid by another's lot. */
const another = payment.lines.map((line) => ({ ...line, ...(line.lotId && { lotId: "R-0" }) }));

describe("checkNext", () => {
  test.each(book.entries.map((entry) => [entry.detail.kind, entry] as const))(
    "%s is sound",
    (_kind, entry) => {
      expect(checkNext(before(entry), entry, reversedBy(entry), sha256)).toBeNull();
    },
  );

  test.each([
    ["sequence", emptyPosition("h1"), payment, null],
    ["sequence", emptyPosition("h2"), opening, null],
    ["sequence", before(payment), resealed(payment, { at: charge.at }), null],
    ["hash", before(payment), { ...payment, lines: doubled(payment.lines) }, null],
    ["hash", before(payment), { ...payment, place: "elsewhere" }, null],
    ["hash", before(payment), { ...payment, extra: 1 } as Entry, null],
    ["hash", { ...before(payment), hash: "other" }, payment, null],
    ["unbalanced", before(payment), resealed(payment, { lines: payment.lines.slice(1) }), null],
    ["detail", before(advance), resealed(advance, { lines: doubled(advance.lines) }), null],
    ["detail", before(payment), resealed(payment, { lines: another }), null],
    ["detail", before(charge), resealed(charge, { detail: cheaper }), null],
    ["detail", before(opening), resealed(opening, { lines: doubled(opening.lines) }), null],
    ["reversal", before(reversal), reversal, null],
    ["reversal", before(reversal), reversal, charge],
    ["reversal", before(reversal), resealed(reversal, { lines: doubled(reversal.lines) }), payment],
    [
      "reversal",
      before(reversal),
      resealed(reversal, { detail: { kind: "reversal", of: "charge" } }),
      payment,
    ],
  ] as const)("%s", (flaw, position, entry, reversed) => {
    expect(checkNext(position, entry, reversed, sha256)).toBe(flaw);
  });
});
