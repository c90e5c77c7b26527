import { expect, test } from "vitest";
import { seededRandom } from "../kernel/ids.ts";
import { totalFen, ZERO_FEN, type Fen } from "../kernel/money.ts";
import { onAccountFen } from "../ledger/account.ts";
import type { Entry } from "../ledger/entry.ts";
import { returned, stayed } from "../ledger/kinds/balance-testing.ts";
import { randomPosting } from "../ledger/random-testing.ts";
import { Book, tryOpen } from "../ledger/testing.ts";
import {
  prepaidMovesOf,
  totalPrepaid,
  isPrepaidBalanced,
  type PrepaidMove,
} from "./prepayments.ts";

const SEASON = "2025-2026";
/** What a season is charged. */
const CHARGED = 267_470;

function movesIn({ entries }: Pick<Book, "entries">): PrepaidMove[] {
  const entry = (id: string) => entries.find((one) => one.id === id);
  return entries.flatMap((one, at) => prepaidMovesOf(one, at + 1, entry));
}

const flows = (book: Book, of?: Entry) =>
  movesIn(book)
    .filter(({ position }) => of === undefined || position === of.seq)
    .map(({ receivedFen, appliedFen, refundedFen, movedFen }) => [
      receivedFen,
      appliedFen,
      refundedFen,
      movedFen,
    ]);

test("what is left over is received, what a charge uses applied, what goes back refunded", () => {
  const book = new Book();
  const paid = book.pay(300_000);
  book.refund(paid.paymentId!, 10_000);
  book.charge(SEASON);
  expect(flows(book)).toEqual([
    [300_000, 0, 0, 0],
    [0, 0, 10_000, 0],
    [0, CHARGED, 0, 0],
  ]);
});

test("a payment that pays what is open leaves nothing over; a void takes all of it back", () => {
  const book = new Book();
  book.charge(SEASON);
  book.pay(100_000);
  const more = book.pay(200_000);
  book.void(more);
  const left = 300_000 - CHARGED;
  expect(flows(book)).toEqual([
    [left, 0, 0, 0],
    [-left, 0, 0, 0],
  ]);
});

test("a payment that was used up later and is reversed was neither received nor applied", () => {
  const book = new Book();
  const paid = book.pay(300_000);
  book.charge(SEASON);
  const back = book.reverse(paid);
  expect(flows(book, back)).toEqual([[-300_000, -CHARGED, 0, 0]]);
  expect(sumsOf(movesIn(book))).toMatchObject({ receivedFen: 0, appliedFen: 0 });
});

test("also where all of it was used up, so that nothing of it is on account", () => {
  const book = new Book();
  const paid = book.pay(100_000);
  book.charge(SEASON);
  expect(flows(book, book.reverse(paid))).toEqual([[-100_000, -100_000, 0, 0]]);
});

test("a refund that comes back pays at once what was charged meanwhile", () => {
  const book = new Book();
  const paid = book.pay(100_000);
  const refund = book.refund(paid.paymentId!, 100_000);
  book.charge(SEASON);
  expect(flows(book, book.reverse(refund))).toEqual([[0, 100_000, -100_000, 0]]);
});

test("a charge that is taken back gives back what it used", () => {
  const book = new Book();
  book.pay(300_000);
  const charge = book.charge(SEASON);
  expect(flows(book, book.reverse(charge))).toEqual([[0, -CHARGED, 0, 0]]);
});

test("what was taken over is received, what stays with a former holder is moved", () => {
  const book = new Book();
  book.post(tryOpen(book, [], 5_000));
  const moved = stayed(book);
  const own = movesIn(book).at(-1);
  const theirs = movesIn(moved.to);
  expect([own?.movedFen, theirs[0]?.movedFen]).toEqual([-5_000, 5_000]);
  returned(moved);
  expect(totalFen([...movesIn(book), ...movesIn(moved.to)].map((one) => one.movedFen))).toBe(0);
});

function sumsOf(moves: readonly PrepaidMove[]) {
  const sum = (of: (one: PrepaidMove) => Fen) => totalFen(moves.map(of));
  return totalPrepaid([
    {
      openingFen: ZERO_FEN,
      receivedFen: sum((one) => one.receivedFen),
      appliedFen: sum((one) => one.appliedFen),
      refundedFen: sum((one) => one.refundedFen),
      movedFen: sum((one) => one.movedFen),
      closingFen: sum((one) => one.changeFen),
    },
  ]);
}

test("over any stream the flows come to what is on account", () => {
  const random = seededRandom(20_261_130);
  for (let stream = 0; stream < 300; stream += 1) {
    const book = new Book();
    for (let tried = 0; tried < 30; tried += 1) {
      const decided = randomPosting(book, random);
      if (decided.ok) book.post(decided);
    }
    const sums = sumsOf(movesIn(book));
    expect(sums.closingFen).toBe(onAccountFen(book.account));
    expect(isPrepaidBalanced(sums)).toBe(true);
  }
});
