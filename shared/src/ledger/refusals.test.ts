import { describe, expect, test } from "vitest";
import { areaMilli } from "../kernel/area.ts";
import { fen } from "../kernel/money.ts";
import type { Result } from "../kernel/result.ts";
import { AMOUNT_MAX_FEN, allocate } from "./allocate.ts";
import { KINDS } from "./entry.ts";
import type { PaymentMethod } from "./lines.ts";
import {
  Book,
  openingSeason,
  space,
  tryCharge,
  tryOpen,
  tryPay,
  tryRefund,
  tryReverse,
  tryTenders,
} from "./testing.ts";

const [OLD, NEW] = ["2024-2025", "2025-2026"];

function charged(): Book {
  const book = new Book();
  book.charge(NEW);
  return book;
}

function prepaid(): Book {
  const book = new Book();
  book.pay(100);
  return book;
}

function opened(): Book {
  const book = new Book();
  book.open([openingSeason(OLD, { chargedFen: 5 })]);
  return book;
}

/** As an upgrade may leave it: what is free beside what is open. */
function besides(): Book {
  const book = charged();
  const lots = [{ lotId: "R-9", seq: 9, leftFen: fen(100) }];
  book.account = { ...book.account, lots };
  return book;
}

const items = (book: Book) => book.account.items;
const hugeSpace = space({ billingAreaMilli: areaMilli(1_000_000_000_000) });
const apply = (book: Book, season?: string) =>
  KINDS.prepaymentApplied.decide(book.position, { season });
const refundOf = (book: Book, amountFen: number, method: PaymentMethod = "cash", lotId = "R-1") =>
  tryRefund(book, { lotId, method, amountFen: fen(amountFen) });
/** 60 in cash, 40 by card, of which 30 went back by card. */
function twoWays(): Book {
  const book = new Book();
  const tenders = [
    { method: "cash", amountFen: fen(60) },
    { method: "card", amountFen: fen(40) },
  ] as const;
  book.post(tryTenders(book, tenders));
  book.refund("R-1", 30, "card");
  return book;
}
const undo = (kind: "reversal" | "void", book: Book, place: number, reason = "wrong") =>
  KINDS[kind].decide(book.whole, { undone: book.undoable(book.entries[place]!), reason });

/** One row a refusal, in the documented order; a row with two faults shows which comes first. */
const rows: [rule: string, code: string, decide: () => Result<unknown>][] = [
  ["allocate", "bad-amount", () => allocate(items(charged()), fen(0))],
  ["allocate", "bad-amount", () => allocate(items(charged()), fen(-1))],
  ["allocate", "bad-amount", () => allocate(items(charged()), fen(1.5))],
  ["allocate", "bad-amount", () => allocate(items(charged()), fen(Number.NaN))],
  ["allocate", "bad-amount", () => allocate(items(charged()), fen(AMOUNT_MAX_FEN + 1), OLD)],
  ["allocate", "season-not-owed", () => allocate(items(charged()), fen(1), OLD)],
  ["pay", "bad-amount", () => tryPay(charged(), 0, OLD)],
  ["pay", "season-not-owed", () => tryPay(charged(), 1, OLD)],
  ["apply", "nothing-prepaid", () => apply(new Book(), OLD)],
  ["apply", "nothing-prepaid", () => apply(charged())],
  ["apply", "nothing-owed", () => apply(prepaid(), OLD)],
  ["apply", "season-not-owed", () => apply(besides(), OLD)],
  ["charge", "already-charged", () => tryCharge(charged(), NEW, [])],
  ["charge", "already-charged", () => tryCharge(opened(), OLD)],
  [
    "charge",
    "already-charged",
    () => {
      const book = new Book();
      book.open([openingSeason(OLD, { chargedFen: 5, paidFen: 5 })]);
      return tryCharge(book, OLD);
    },
  ],
  [
    "charge",
    "already-charged",
    () => {
      const book = new Book();
      book.open([openingSeason(OLD)]);
      return tryCharge(book, OLD);
    },
  ],
  ["charge", "no-spaces", () => tryCharge(new Book(), NEW, [], {})],
  [
    "charge",
    "rule-missing",
    () => tryCharge(new Book(), NEW, [space({ settlement: "meter" })], {}),
  ],
  [
    "charge",
    "rule-missing",
    () => tryCharge(new Book(), NEW, [space(), space({ storeyHeightMm: 3_450 })], {}),
  ],
  ["charge", "no-tariff", () => tryCharge(new Book(), NEW, [space({ storeyHeightMm: 3_000 })], {})],
  ["charge", "no-tariff", () => tryCharge(new Book(), NEW, [space({ priceClass: "constructor" })])],
  [
    "charge",
    "nothing-to-charge",
    () => tryCharge(new Book(), NEW, [space({ billingAreaMilli: areaMilli(0) })]),
  ],
  ["charge", "bad-amount", () => tryCharge(new Book(), NEW, [hugeSpace])],
  [
    "reverse",
    "not-reversible",
    () => {
      const book = charged();
      book.reverse(book.entries[0]!);
      return undo("reversal", book, 1, "");
    },
  ],
  [
    "reverse",
    "already-reversed",
    () => {
      const book = charged();
      book.reverse(book.entries[0]!);
      return undo("reversal", book, 0, "");
    },
  ],
  ["reverse", "reason-missing", () => undo("reversal", charged(), 0, "  ")],
  ["void", "not-a-payment", () => undo("void", charged(), 0, "")],
  [
    "void",
    "already-reversed",
    () => {
      const book = prepaid();
      book.void(book.entries[0]!);
      return undo("void", book, 0, "");
    },
  ],
  [
    "reverse",
    "already-reversed",
    () => {
      const book = prepaid();
      book.void(book.entries[0]!);
      return tryReverse(book, book.entries[0]!);
    },
  ],
  ["void", "reason-missing", () => undo("void", prepaid(), 0, "")],
  ["open", "already-opened", () => tryOpen(opened(), [], -1)],
  ["open", "bad-amount", () => tryOpen(new Book(), [], -1)],
  [
    "open",
    "bad-amount",
    () => {
      const half = openingSeason(OLD, { chargedFen: 0.5 });
      return tryOpen(new Book(), [half, half]);
    },
  ],
  [
    "open",
    "bad-amount",
    () => tryOpen(new Book(), [openingSeason(OLD, { chargedFen: 5, paidFen: 6 })]),
  ],
  ["open", "season-twice", () => tryOpen(charged(), [openingSeason(NEW), openingSeason(NEW)])],
  ["open", "season-charged", () => tryOpen(charged(), [openingSeason(NEW)])],
  ["refund", "bad-amount", () => refundOf(new Book(), 0)],
  ["refund", "bad-amount", () => refundOf(prepaid(), 1.5)],
  ["refund", "bad-amount", () => refundOf(prepaid(), AMOUNT_MAX_FEN + 1)],
  ["refund", "not-on-account", () => refundOf(new Book(), 1)],
  ["refund", "not-on-account", () => refundOf(prepaid(), 101, "card")],
  ["refund", "not-on-account", () => refundOf(prepaid(), 1, "cash", "R-2")],
  ["refund", "not-on-account", () => refundOf(besides(), 1, "cash", "R-9")],
  ["refund", "other-way", () => refundOf(prepaid(), 100, "card")],
  ["refund", "other-way", () => refundOf(twoWays(), 70, "bank")],
  ["refund", "more-than-came", () => refundOf(twoWays(), 11, "card")],
  ["refund", "more-than-came", () => refundOf(twoWays(), 61)],
  [
    "reverse",
    "money-refunded",
    () => {
      const book = prepaid();
      book.refund("R-1", 1);
      return undo("reversal", book, 0);
    },
  ],
  ["void", "money-refunded", () => undo("void", twoWays(), 0)],
  [
    "reverse",
    "money-refunded",
    () => {
      const book = new Book();
      book.open([], 100);
      book.refund("e1", 1, "wechat");
      return undo("reversal", book, 0);
    },
  ],
  ["reallocate", "nothing-to-move", () => KINDS.reallocation.decide(new Book().whole, [])],
];

describe("refusals", () => {
  test.each(rows)("%s: %s", (_rule, code, decide) => {
    expect(decide()).toMatchObject({ ok: false, code });
  });
});

test("an upgrade may leave what is free beside what is open: applying it pays", () => {
  const book = besides();
  book.post(apply(book));
  expect(book.account).toMatchObject({ lots: [], items: [{ openFen: 267_370 }] });
});
