import { describe, expect, test } from "vitest";
import { fen, negateFen } from "../../kernel/money.ts";
import { formatMessage } from "../../messages/index.ts";
import { onAccountFen, owedFen } from "../account.ts";
import { hashOf } from "../chain.ts";
import { checkNext } from "../check.ts";
import type { FormatIn } from "../debt.ts";
import { explainEntry, replay, type Entry } from "../entry.ts";
import type { Line } from "../lines.ts";
import { accountOf } from "../position.ts";
import { Book, sha256, tryRefund, tryReverse, tryTenders } from "../testing.ts";
import { stayed } from "./balance-testing.ts";
import { waysLeft } from "./refund.ts";

const [FIRST, SECOND] = ["2024-2025", "2025-2026"];
/** What a season comes to in these tests. */
const FEE = 267_470;

const totals = ({ account }: Book) => [owedFen(account), onAccountFen(account)];
const inCash = (amountFen: number) => ({ method: "cash" as const, amountFen: fen(amountFen) });
const byCard = (amountFen: number) => ({ method: "card" as const, amountFen: fen(amountFen) });

describe("a refund", () => {
  test("takes from one lot, and money goes out as it came", () => {
    const book = new Book();
    book.pay(FEE + 5_000);
    book.charge(FIRST);
    const { lines, refundId } = book.refund("R-1", 3_000);
    expect(lines).toEqual([
      { account: "money", amountFen: -3_000, method: "cash" },
      { account: "prepaid", amountFen: 3_000, lotId: "R-1" },
    ]);
    expect(refundId).toBe("F-e3");
    expect(totals(book)).toEqual([0, 2_000]);
  });

  test("leaves what the payment paid as it is", () => {
    const book = new Book();
    book.charge(FIRST);
    book.pay(FEE + 1);
    const before = book.account.sums;
    book.refund("R-2", 1);
    expect(book.account).toMatchObject({ lots: [], items: [], sums: before });
  });

  test("of money in two ways: each way up to what it brought, all of it in the end", () => {
    const book = new Book();
    book.post(tryTenders(book, [inCash(60), byCard(40)]));
    book.refund("R-1", 40, "card");
    expect(tryRefund(book, { lotId: "R-1", ...byCard(1) })).toMatchObject({
      code: "more-than-came",
      detail: { left: "¥0.00" },
    });
    book.refund("R-1", 60);
    expect(totals(book)).toEqual([0, 0]);
  });

  test("of what was taken over goes back in any way", () => {
    const book = new Book();
    book.open([], 900);
    book.refund("e1", 400, "bank");
    book.refund("e1", 500, "cash");
    expect(totals(book)).toEqual([0, 0]);
    expect(accountOf(book.whole)).toEqual(book.account);
  });

  test("of what a reversed charge set free again", () => {
    const book = new Book();
    const wrong = book.charge(FIRST);
    book.pay(FEE);
    expect(tryRefund(book, { lotId: "R-2", ...inCash(1) })).toMatchObject({
      code: "not-on-account",
    });
    book.reverse(wrong);
    book.refund("R-2", FEE);
    book.charge(FIRST);
    expect(totals(book)).toEqual([FEE, 0]);
  });

  test("says how, of which payment and by which refund", () => {
    const book = new Book();
    book.pay(2);
    const say = (language: "zh" | "en") =>
      explainEntry(book.entries[1]!, (...message) =>
        (formatMessage as FormatIn)(language, ...message),
      );
    book.refund("R-1", 1);
    expect([say("zh"), say("en")]).toEqual(["现金，原收款 R-1", "Cash, of R-1"]);
  });
});

describe("a refund that is taken back", () => {
  test("is on account again, and reversed once", () => {
    const book = new Book();
    book.pay(100);
    const out = book.refund("R-1", 100);
    const { lines, refundId, detail } = book.reverse(out);
    expect(lines).toEqual(
      out.lines.map((line) => ({ ...line, amountFen: negateFen(line.amountFen) })),
    );
    expect([refundId, detail.kind]).toEqual([out.refundId, "reversal"]);
    expect(book.account.lots).toMatchObject([
      { lotId: "R-1", seq: 1, method: "cash", leftFen: 100 },
    ]);
    expect(tryReverse(book, out)).toMatchObject({ code: "already-reversed" });
  });

  test("pays at once what was charged meanwhile", () => {
    const book = new Book();
    book.pay(FEE + 100);
    const out = book.refund("R-1", FEE + 100);
    book.charge(FIRST);
    expect(totals(book)).toEqual([FEE, 0]);
    book.reverse(out);
    expect(totals(book)).toEqual([0, 100]);
    expect(accountOf(book.whole)).toEqual(book.account);
  });

  test("sets the payment free to be reversed; until then it is not", () => {
    const book = new Book();
    const payment = book.pay(100);
    const out = book.refund("R-1", 40);
    expect(tryReverse(book, payment)).toMatchObject({ code: "money-refunded" });
    book.reverse(out);
    book.reverse(payment);
    expect(totals(book)).toEqual([0, 0]);
  });

  test("not while the rest of that payment stays with a former holder", () => {
    const book = new Book("h1");
    book.pay(100);
    const out = book.refund("R-1", 40);
    const { from, to } = stayed(book);
    expect(tryReverse(from, out)).toMatchObject({ code: "balance-moved" });
    const there = to.refund("R-1", 60);
    to.reverse(there);
    expect(totals(to)).toEqual([0, 60]);
  });

  test("bars the way back of a balance that it was taken from", () => {
    const book = new Book("h1");
    book.charge(SECOND);
    const payment = book.pay(FEE + 50);
    const moved = stayed(book);
    const out = moved.to.refund("R-2", 50);
    expect(tryReverse(moved.from, payment)).toMatchObject({ code: "balance-moved" });
    moved.to.reverse(out);
    expect(totals(moved.to)).toEqual([0, 50]);
  });
});

describe("checked afterwards", () => {
  const book = new Book();
  book.post(tryTenders(book, [inCash(60), byCard(40)]));
  book.pay(500);
  const out = book.refund("R-1", 40, "card");
  const back = book.reverse(out);
  const before = (entry: Entry) => replay("h1", book.entries.slice(0, entry.seq - 1));
  function told(entry: Entry, change: Partial<Entry>, reversed: Entry | null = null) {
    const next = { ...entry, ...change };
    const { hash: chained } = before(entry);
    const sealed = { ...next, hash: hashOf(next, chained, sha256) };
    return checkNext(before(entry), sealed, reversed, sha256);
  }
  const [money, lot] = out.lines as [Line, Line];
  const sum = (amountFen: number) => [
    { ...money, amountFen: fen(-amountFen) },
    { ...lot, amountFen: fen(amountFen) },
  ];

  test.each([
    ["as it is", {}, null],
    ["less", { lines: sum(39) }, null],
    ["more than came by that way", { lines: sum(41) }, "detail"],
    ["money that comes in", { lines: sum(-1) }, "detail"],
    ["by a way in which nothing came", { lines: [{ ...money, method: "bank" }, lot] }, "detail"],
    ["from a lot that is not there", { lines: [money, { ...lot, lotId: "R-9" }] }, "detail"],
    [
      "from two lots",
      { lines: [money, { ...lot, lotId: "R-2" }, lot, { ...lot, amountFen: fen(-40) }] },
      "detail",
    ],
    ["without its document", { refundId: undefined }, "detail"],
  ] as const)("%s", (_, change, flaw) => {
    expect(told(out, change as Partial<Entry>)).toBe(flaw);
  });

  test.each([
    ["as it is", {}, null],
    ["of another refund", { refundId: "F-9" }, "reversal"],
    ["less", { lines: sum(-39) }, "reversal"],
    [
      "into another lot",
      { lines: [back.lines[0]!, { ...back.lines[1]!, lotId: "R-2" }] },
      "reversal",
    ],
  ] as const)("its reversal %s", (_, change, flaw) => {
    expect(told(back, change as Partial<Entry>, out)).toBe(flaw);
  });
});

test("what is left of each way: one that is used up stays, with nothing", () => {
  expect(waysLeft([inCash(60), byCard(40), inCash(5)], [byCard(40), inCash(1)])).toEqual([
    inCash(64),
    byCard(0),
  ]);
});
