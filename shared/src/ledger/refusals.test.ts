import { describe, expect, test } from "vitest";
import type { Result } from "../kernel/result.ts";
import { AMOUNT_MAX_FEN, allocate } from "./allocate.ts";
import { charge, type ChargeInput } from "./charge.ts";
import { openingBalance } from "./opening.ts";
import { applyPrepaid, pay } from "./pay.ts";
import { reverse } from "./reverse.ts";
import { Book, PRICES, space } from "./testing.ts";

const [OLD, NEW] = ["2024-2025", "2025-2026"];
const input: ChargeInput = { season: NEW, spaces: [space()], prices: PRICES };

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
  book.post(
    openingBalance(book.account, { balances: [{ season: OLD, owedFen: 5 }], prepaidFen: 0 }),
  );
  return book;
}

const payment = { method: "cash", receiptNumber: "R-1" } as const;
const zero = { balances: [], prepaidFen: 0 };
const hugeSpace = space({ billingAreaMilli: Number.MAX_SAFE_INTEGER });

/** One row a refusal, in the documented order; a row with two faults shows which comes first. */
const rows: [rule: string, code: string, decide: () => Result<unknown>][] = [
  ["allocate", "bad-amount", () => allocate(charged().account, 0)],
  ["allocate", "bad-amount", () => allocate(charged().account, -1)],
  ["allocate", "bad-amount", () => allocate(charged().account, 1.5)],
  ["allocate", "bad-amount", () => allocate(charged().account, Number.NaN)],
  ["allocate", "bad-amount", () => allocate(charged().account, AMOUNT_MAX_FEN + 1, OLD)],
  ["allocate", "season-not-owed", () => allocate(charged().account, 1, OLD)],
  ["pay", "bad-amount", () => pay(charged().account, { ...payment, amountFen: 0, season: OLD })],
  [
    "pay",
    "season-not-owed",
    () => pay(charged().account, { ...payment, amountFen: 1, season: OLD }),
  ],
  ["apply", "nothing-prepaid", () => applyPrepaid(new Book().account, OLD)],
  ["apply", "nothing-prepaid", () => applyPrepaid(charged().account)],
  ["apply", "nothing-owed", () => applyPrepaid(prepaid().account, OLD)],
  [
    "apply",
    "season-not-owed",
    () => {
      const book = prepaid();
      book.charge(NEW);
      return applyPrepaid(book.account, OLD);
    },
  ],
  ["charge", "already-charged", () => charge(charged().account, { ...input, spaces: [] })],
  ["charge", "already-charged", () => charge(opened().account, { ...input, season: OLD })],
  ["charge", "no-spaces", () => charge(new Book().account, { ...input, spaces: [], prices: {} })],
  [
    "charge",
    "rule-missing",
    () =>
      charge(new Book().account, {
        ...input,
        spaces: [space({ settlement: "meter" })],
        prices: {},
      }),
  ],
  ["charge", "no-tariff", () => charge(new Book().account, { ...input, prices: {} })],
  [
    "charge",
    "no-tariff",
    () => charge(new Book().account, { ...input, spaces: [space({ priceClass: "constructor" })] }),
  ],
  [
    "charge",
    "nothing-to-charge",
    () => charge(new Book().account, { ...input, spaces: [space({ billingAreaMilli: 0 })] }),
  ],
  [
    "charge",
    "bad-amount",
    () => charge(new Book().account, { ...input, spaces: [hugeSpace], prices: { residential: 1 } }),
  ],
  [
    "reverse",
    "not-reversible",
    () => {
      const book = charged();
      return reverse(book.reverse(book.entries[0]!), { reason: "", reversedBy: "x" });
    },
  ],
  [
    "reverse",
    "not-reversible",
    () => {
      const book = charged();
      book.pay(100);
      book.reverse(book.entries[0]!);
      const settlement = book.entries.find(({ detail }) => detail.kind === "settled")!;
      return reverse(settlement, { reason: "wrong", reversedBy: null });
    },
  ],
  [
    "reverse",
    "already-reversed",
    () => reverse(charged().entries[0]!, { reason: "", reversedBy: "e2" }),
  ],
  [
    "reverse",
    "reason-missing",
    () => reverse(charged().entries[0]!, { reason: "  ", reversedBy: null }),
  ],
  ["open", "already-opened", () => openingBalance(opened().account, { ...zero, prepaidFen: -1 })],
  ["open", "bad-amount", () => openingBalance(new Book().account, { ...zero, prepaidFen: -1 })],
  [
    "open",
    "bad-amount",
    () =>
      openingBalance(new Book().account, {
        balances: [
          { season: OLD, owedFen: 0.5 },
          { season: OLD, owedFen: 1 },
        ],
        prepaidFen: 0,
      }),
  ],
  [
    "open",
    "season-twice",
    () =>
      openingBalance(charged().account, {
        balances: [
          { season: NEW, owedFen: 1 },
          { season: NEW, owedFen: 1 },
        ],
        prepaidFen: 0,
      }),
  ],
  [
    "open",
    "season-charged",
    () =>
      openingBalance(charged().account, {
        balances: [{ season: NEW, owedFen: 0 }],
        prepaidFen: 0,
      }),
  ],
  ["open", "nothing-to-open", () => openingBalance(charged().account, zero)],
];

describe("refusals", () => {
  test.each(rows)("%s: %s", (_rule, code, decide) => {
    expect(decide()).toMatchObject({ ok: false, code });
  });
});
