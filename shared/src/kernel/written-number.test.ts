import { assert, integer, property } from "fast-check";
import { expect, test } from "vitest";
import { areaMilli, formatArea } from "./area.ts";
import { fen, formatYuan } from "./money.ts";
import { formatPrice, price10k } from "./price.ts";
import { AMOUNT, AREA, HEIGHT, PRICE, TEMPERATURE } from "./written-number.ts";
import { readNumber, type Quantity } from "./written-number.ts";

test.each<[string, Quantity, number]>([
  ["1", AMOUNT, 100],
  ["0.07", AMOUNT, 7],
  ["2674.70", AMOUNT, 267_470],
  ["¥1,234.56", AMOUNT, 123_456],
  [" ￥ 12　", AMOUNT, 1_200],
  ["￥１，２３４．５", AMOUNT, 123_450],
  ["12。5", AMOUNT, 1_250],
  ["1,234,567.8", AMOUNT, 123_456_780],
  ["0012.50", AMOUNT, 1_250],
  ["100,000,000", AMOUNT, 10_000_000_000],
  ["0", AMOUNT, 0],
  ["103.47", AREA, 103_470],
  ["1,234.5", AREA, 1_234_500],
  ["25.85", PRICE, 258_500],
  ["1000", PRICE, 10_000_000],
  ["￥38.5", PRICE, 385_000],
  ["2.8", HEIGHT, 2_800],
  ["－３．５", TEMPERATURE, -35],
  ["-0", TEMPERATURE, 0],
  ["18", TEMPERATURE, 180],
])("%j is read as written", (written, quantity, units) => {
  expect(readNumber(written, quantity)).toEqual({ ok: true, value: units });
});

test.each<[string, Quantity, string, object?]>([
  ["", AMOUNT, "number-missing"],
  [" ¥ ", AMOUNT, "number-missing"],
  ["1234,56", AMOUNT, "number-groups", { at: 5, found: "," }],
  ["100,5", AMOUNT, "number-groups", { at: 4, found: "," }],
  ["85，5", AREA, "number-groups", { at: 3, found: "，" }],
  ["1,5", PRICE, "number-groups", { at: 2, found: "," }],
  ["1,2,3", AMOUNT, "number-groups", { at: 2, found: "," }],
  ["1,234,5", AMOUNT, "number-groups", { at: 6, found: "," }],
  ["1234,567", AMOUNT, "number-groups", { at: 5, found: "," }],
  ["0,123", AMOUNT, "number-groups", { at: 2, found: "," }],
  [",123", AMOUNT, "number-groups", { at: 1, found: "," }],
  ["1.234,5", AMOUNT, "number-groups", { at: 6, found: "," }],
  ["12 34.56", AMOUNT, "number-character", { at: 3, found: " " }],
  ["-5", AMOUNT, "number-character", { at: 1, found: "-" }],
  ["1e3", AMOUNT, "number-character", { at: 2, found: "e" }],
  ["十元", AMOUNT, "number-character", { at: 1, found: "十" }],
  ["¥¥1", AMOUNT, "number-character", { at: 2, found: "¥" }],
  ["¥1", AREA, "number-character", { at: 1, found: "¥" }],
  [".5", AMOUNT, "number-character", { at: 1, found: "." }],
  ["1.", AMOUNT, "number-character", { at: 2, found: "." }],
  ["1.2.3", AMOUNT, "number-character", { at: 4, found: "." }],
  ["1\u200b2", AMOUNT, "number-character", { at: 2, found: "\u200b" }],
  ["٣", AMOUNT, "number-character", { at: 1, found: "٣" }],
  ["1.234", AMOUNT, "number-places", { places: 2 }],
  ["90.1234", AREA, "number-places", { places: 3 }],
  ["25.85001", PRICE, "number-places", { places: 4 }],
  ["0", PRICE, "number-small", { limit: "¥0.0001" }],
  ["1000.01", PRICE, "number-large", { limit: "¥1000.00" }],
  ["100,000,000.01", AMOUNT, "number-large", { limit: "¥100,000,000.00" }],
  ["9".repeat(40), AMOUNT, "number-large", { limit: "¥100,000,000.00" }],
  ["-40.1", TEMPERATURE, "number-small", { limit: "-40 °C" }],
])("%j is refused with its place", (written, quantity, code, detail) => {
  const refusal = { ok: false, code, ...(detail && { detail }) };
  expect(readNumber(written, quantity)).toEqual(refusal);
});

test("what is shown reads back as the same", () => {
  const reads = <U extends number>(shown: string, quantity: Quantity<U>, value: U) =>
    expect(readNumber(shown, quantity)).toEqual({ ok: true, value });
  assert(
    property(integer({ min: 1, max: 9_999_999 }), (units) => {
      reads(formatYuan(fen(units)), AMOUNT, fen(units));
      reads(formatArea(areaMilli(units)), AREA, areaMilli(units));
      reads(formatPrice(price10k(units)), PRICE, price10k(units));
    }),
  );
});
