import { array, assert, constantFrom, integer, property, record } from "fast-check";
import { expect, test } from "vitest";
import type { VatRule } from "../catalogue/vat-rule.ts";
import { areaMilli } from "../kernel/area.ts";
import { fen } from "../kernel/money.ts";
import { price10k } from "../kernel/price.ts";
import type { Entry } from "./entry.ts";
import { entryOfItem } from "./item-steps.ts";
import { sumFen } from "./lines.ts";
import { Book, PRICES, space } from "./testing.ts";
import { classesOfItem, splitVat, vatLines } from "./vat.ts";

const percent = (share: number) => price10k(share * 10_000);
/** Residents are exempt, late fees of others 13 %, all else 9 %. */
const RULE: VatRule = {
  kind: "vat",
  rates: [
    { priceClass: "residential", share10k: percent(0) },
    { fee: "late-fee", share10k: percent(13) },
    { share10k: percent(9) },
  ],
};

test.each([
  // The worked example of the charging rules.
  [267_470, 9, 245_385, 22_085],
  [-267_470, 9, -245_385, -22_085],
  [267_470, 0, 267_470, 0],
  [267_470, 13, 236_699, 30_771],
  [1, 9, 1, 0],
  [0, 9, 0, 0],
])("%d fen at %d per cent are %d and %d", (gross, rate, netFen, taxFen) => {
  expect(splitVat(fen(gross), percent(rate))).toEqual({ grossFen: gross, netFen, taxFen });
});

test("net and tax are always the whole, and red is the exact negative of blue", () => {
  const amounts = integer({ min: -1e11, max: 1e11 });
  assert(
    property(amounts, integer({ min: 0, max: 1_000_000 }), (gross, share) => {
      const blue = splitVat(fen(gross), price10k(share));
      expect(blue.netFen + blue.taxFen).toBe(gross);
      const red = splitVat(fen(-gross), price10k(share));
      expect(red.netFen + blue.netFen).toBe(0);
      // The nearest fen: off by no more than half of one.
      const off = BigInt(blue.netFen) * BigInt(1_000_000 + share) - BigInt(gross) * 1_000_000n;
      expect(2n * (off < 0n ? -off : off) <= BigInt(1_000_000 + share)).toBe(true);
    }),
  );
});

/** A flat and a shop in one household. */
function mixed(): Entry {
  const spaces = [
    space(),
    space({
      id: "s2",
      label: "商铺",
      billingAreaMilli: areaMilli(33_333),
      priceClass: "commercial",
    }),
  ];
  const shop = { tariffId: "commercial-2020-01-01", tariffRev: 1, price10k: price10k(385_000) };
  return new Book().charge("2025-2026", spaces, { ...PRICES, commercial: shop });
}

test("an item of two classes is split by what each space costs", () => {
  const made = mixed();
  const [itemId] = itemsOf(made);
  const classes = classesOfItem(made, itemId!);
  expect(classes.map(({ priceClass }) => priceClass)).toEqual(["residential", "commercial"]);
  const amount = { itemId: itemId!, fee: "heat" as const, amountFen: fen(100_001) };
  const lines = vatLines(RULE, [amount], () => made);
  // Of 2,674.70 and 1,283.32 that they cost.
  expect(lines.map(({ share10k, grossFen }) => [share10k, grossFen])).toEqual([
    [percent(9), 32_424],
    [percent(0), 67_577],
  ]);
});

test.each([
  ["b1/s1/h1/幸福里/residential/dwelling", "residential"],
  ["b1/s1/h1/幸福里/commercial+residential/dwelling+shop", null],
  ["b1/s1/h1", null],
])("without spaces an item at %s is of %s", (place, priceClass) => {
  const opened: Entry = { ...new Book().open([]), place };
  expect(classesOfItem(opened, `${opened.id}/1`)).toEqual([{ priceClass, weight: 1 }]);
});

test("lines are one a fee and rate, and sum to what was paid", () => {
  const amounts = array(
    record({
      fee: constantFrom("heat" as const, "late-fee" as const, "stop-base" as const),
      amountFen: integer({ min: -1e7, max: 1e7 }).map(fen),
      itemId: constantFrom("e1/1", "e2/1"),
    }),
    { maxLength: 8 },
  );
  const made = mixed();
  assert(
    property(amounts, (paid) => {
      const lines = vatLines(RULE, paid, (itemId) =>
        entryOfItem(itemId) === "e1" ? made : undefined,
      );
      const whole = sumFen(paid);
      expect(sumFen(lines.map(({ grossFen }) => ({ amountFen: grossFen })))).toBe(whole);
      expect(new Set(lines.map(({ fee, share10k }) => `${fee} ${share10k}`)).size).toBe(
        lines.length,
      );
      for (const { grossFen, netFen, taxFen } of lines) expect(netFen + taxFen).toBe(grossFen);
    }),
  );
});

function itemsOf({ lines }: Entry): string[] {
  return lines.flatMap(({ account, itemId }) =>
    account === "receivable" && itemId !== undefined ? [itemId] : [],
  );
}
