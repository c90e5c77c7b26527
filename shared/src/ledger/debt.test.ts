import { describe, expect, test } from "vitest";
import { areaMilli } from "../kernel/area.ts";
import { instantOf } from "../kernel/time.ts";
import { formatMessage } from "../messages/index.ts";
import { fen } from "../kernel/money.ts";
import { debt, type FormatIn } from "./debt.ts";
import { stepsOfItems } from "./item-steps.ts";
import { Book, openingSeason, PRICES, space, tryTenders } from "./testing.ts";

const NOW = instantOf(Date.UTC(2025, 11, 1));

function told({ account, entries }: Book) {
  return debt(account, stepsOfItems(entries), NOW, formatMessage as FormatIn);
}

function said(book: Book) {
  return told(book).sentence;
}

describe("the sentence", () => {
  test("of one who owes nothing", () => {
    expect(said(new Book())).toEqual({ zh: "没有欠费。", en: "Nothing is owed." });
  });

  test("of one who paid in advance, also when the season was charged since", () => {
    const book = new Book();
    book.pay(300_000);
    expect(said(book)).toEqual({
      zh: "没有欠费。账上有预存 ¥3,000.00（票据 R-1 现金 余 ¥3,000.00）。",
      en: "Nothing is owed. ¥3,000.00 is on account (¥3,000.00 of receipt R-1, Cash).",
    });
    book.charge("2025-2026");
    expect(said(book)).toEqual({
      zh: "没有欠费。账上有预存 ¥325.30（票据 R-1 现金 余 ¥325.30）。",
      en: "Nothing is owed. ¥325.30 is on account (¥325.30 of receipt R-1, Cash).",
    });
  });

  test("of what is on account from several payments, and in several ways", () => {
    const book = new Book();
    book.open([], 5_000);
    book.post(
      tryTenders(book, [
        { method: "cash", amountFen: fen(1_000) },
        { method: "card", amountFen: fen(2_000) },
      ]),
    );
    book.pay(700);
    book.pay(800);
    expect(said(book).zh).toBe(
      "没有欠费。账上有预存 ¥95.00（旧系统转入余 ¥50.00，票据 R-2 现金、刷卡 余 ¥30.00，" +
        "票据 R-3 现金 余 ¥7.00，另有 1 笔）。",
    );
  });

  test("of a season charged and partly paid, with its areas and prices", () => {
    const book = new Book();
    book.charge("2025-2026", [
      space(),
      space({ id: "s2", label: "阁楼", billingAreaMilli: areaMilli(10_100) }),
    ]);
    book.pay(100_000);
    expect(said(book)).toEqual({
      zh:
        "共欠费 ¥1,935.79。2025-2026 采暖季热费 ¥2,935.79（住宅 103.47 平方米 × 25.85 元/平方米 = " +
        "¥2,674.70，阁楼 10.10 平方米 × 25.85 元/平方米 = ¥261.09），已缴 ¥1,000.00，" +
        "尚欠 ¥1,935.79。",
      en:
        "¥1,935.79 is owed in all. Season 2025-2026, heating fee ¥2,935.79 (住宅 103.47 m² × 25.85 " +
        "yuan/m² = ¥2,674.70, 阁楼 10.10 m² × 25.85 yuan/m² = ¥261.09): ¥1,000.00 paid, " +
        "¥1,935.79 still owed.",
    });
  });

  test("of several seasons, the oldest first, one taken over without its reasons", () => {
    const book = new Book();
    book.charge("2025-2026", [space({ billingAreaMilli: areaMilli(10_100) })]);
    book.open([openingSeason("2022-2023", { chargedFen: 90_000, paidFen: 20_000 })]);
    expect(said(book).zh).toBe(
      "共欠费 ¥961.09。2022-2023 采暖季热费 ¥700.00（旧系统转入欠费 ¥700.00），未缴费，" +
        "尚欠 ¥700.00。2025-2026 采暖季热费 ¥261.09（住宅 10.10 平方米 × 25.85 元/平方米 = " +
        "¥261.09），未缴费，尚欠 ¥261.09。",
    );
  });

  test("names a few of many spaces, and a few of many seasons", () => {
    const book = new Book();
    const spaces = Array.from({ length: 11 }, (_, place) => space({ id: `s${place}` }));
    book.charge("2025-2026", spaces, PRICES);
    expect(said(book).zh.match(/103\.47/g)).toHaveLength(8);
    expect(said(book).zh).toContain("，另有 3 处）");
    for (let year = 2015; year < 2023; year += 1) book.charge(`${year}-${year + 1}`);
    expect(said(book).zh).toContain("另有 3 项欠费。");
  });

  test("of what an upgrade left side by side", () => {
    const book = new Book();
    book.charge("2025-2026");
    const lots = [{ lotId: "R-9", seq: 9, leftFen: fen(5_000) }];
    book.account = { ...book.account, lots };
    expect(said(book).zh).toMatch(/账上另有预存 ¥50\.00（旧系统转入余 ¥50\.00），可冲抵欠费。$/);
  });
});

test("the data: what is open and why, what is on account, every season's sums", () => {
  const book = new Book();
  book.charge("2024-2025");
  book.pay(267_470);
  const charged = book.charge("2025-2026");
  book.pay(100_000);
  expect(told(book)).toMatchObject({
    accountId: "h1",
    asOf: NOW,
    seq: 4,
    owedFen: 167_470,
    onAccountFen: 0,
    items: [
      {
        itemId: `${charged.id}/1`,
        season: "2025-2026",
        fee: "heat",
        amountFen: 267_470,
        openFen: 167_470,
        steps: [{ rule: "area@1", areaMilli: 103_470, price10k: 258_500, amountFen: 267_470 }],
      },
    ],
    lots: [],
    opened: false,
    sums: [
      { season: "2024-2025", chargedFen: 267_470, paidFen: 267_470, openFen: 0, takenOver: false },
      { season: "2025-2026", chargedFen: 267_470, paidFen: 100_000, openFen: 167_470 },
    ],
  });
});
