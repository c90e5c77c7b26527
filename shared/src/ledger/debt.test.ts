import { describe, expect, test } from "vitest";
import { sentence } from "../messages/index.ts";
import { debt } from "./debt.ts";
import { openingBalance } from "./opening.ts";
import { Book, PRICES, space } from "./testing.ts";

const NOW = Date.UTC(2025, 11, 1);

function said(book: Book) {
  return debt(book.account, NOW, sentence).sentence;
}

describe("the sentence", () => {
  test("of one who owes nothing", () => {
    expect(said(new Book())).toEqual({ zh: "没有欠费。", en: "Nothing is owed." });
  });

  test("of one who paid in advance", () => {
    const book = new Book();
    book.pay(5_000);
    expect(said(book)).toEqual({
      zh: "没有欠费。预存余额 ¥50.00。",
      en: "Nothing is owed. The prepaid balance is ¥50.00.",
    });
  });

  test("of a season charged and partly paid, with its area, price and payment", () => {
    const book = new Book();
    book.charge("2025-2026", [
      space(),
      space({ id: "s2", label: "阁楼", billingAreaMilli: 10_100 }),
    ]);
    book.pay(100_000);
    expect(said(book)).toEqual({
      zh:
        "共欠费 ¥1,935.79。2025-2026 采暖季应收 ¥2,935.79（住宅 103.47 平方米 × 25.85 元/平方米 = " +
        "¥2,674.70，阁楼 10.10 平方米 × 25.85 元/平方米 = ¥261.09），已缴 ¥1,000.00（最近一次 " +
        "2025-11-02，¥1,000.00），尚欠 ¥1,935.79。",
      en:
        "¥1,935.79 is owed in all. Season 2025-2026: charged ¥2,935.79 (住宅 103.47 m² × 25.85 " +
        "yuan/m² = ¥2,674.70, 阁楼 10.10 m² × 25.85 yuan/m² = ¥261.09), paid ¥1,000.00 (last on " +
        "2025-11-02, ¥1,000.00), ¥1,935.79 still owed.",
    });
  });

  test("of several seasons, the oldest first, one taken over without its basis", () => {
    const book = new Book();
    book.charge("2025-2026", [space({ billingAreaMilli: 10_100 })]);
    const balance = { season: "2022-2023", owedFen: 70_000 };
    book.post(openingBalance(book.account, { balances: [balance], prepaidFen: 0 }));
    expect(said(book).zh).toBe(
      "共欠费 ¥961.09。2022-2023 采暖季旧系统转入欠费 ¥700.00，未缴费，尚欠 ¥700.00。" +
        "2025-2026 采暖季应收 ¥261.09（住宅 10.10 平方米 × 25.85 元/平方米 = ¥261.09），" +
        "未缴费，尚欠 ¥261.09。",
    );
  });

  test("names a few of many spaces", () => {
    const book = new Book();
    const spaces = Array.from({ length: 9 }, (_, place) => space({ id: `s${place}` }));
    book.charge("2025-2026", spaces, PRICES);
    expect(said(book).zh.match(/103\.47/g)).toHaveLength(6);
    expect(said(book).zh).toContain("，另有 3 处）");
  });
});

test("the data: area, price, amount, what was paid when, prepaid", () => {
  const book = new Book();
  const charged = book.charge("2025-2026");
  const paid = book.pay(300_000);
  expect(debt(book.account, NOW, sentence)).toMatchObject({
    householdId: "h1",
    asOf: NOW,
    seq: 2,
    owedFen: 0,
    prepaidFen: 32_530,
    seasons: [
      {
        season: "2025-2026",
        chargedFen: 267_470,
        paidFen: 267_470,
        owedFen: 0,
        basis: [
          {
            kind: "area",
            areaMilli: 103_470,
            price10k: 258_500,
            amountFen: 267_470,
            entryId: charged.id,
            rule: "area@1",
          },
        ],
        payments: [
          {
            entryId: paid.id,
            at: paid.at,
            kind: "payment",
            amountFen: 267_470,
            receiptNumber: "R-1",
          },
        ],
      },
    ],
  });
});
