import { array, assert, integer, property, record } from "fast-check";
import { expect, test } from "vitest";
import { fen } from "../kernel/money.ts";
import { isArrearsBalanced, SIZE_BOUNDS, sizeOf, totalArrears } from "./arrears.ts";
import { reports as en } from "./messages.en.ts";
import { reports as zh } from "./messages.zh.ts";

const yuan = (bound: number) => (bound / 100).toLocaleString("en-US");

test("each class is named by its bounds, and begins with the first of them", () => {
  for (const [at, bound] of SIZE_BOUNDS.entries()) {
    expect([sizeOf(fen(bound - 1)), sizeOf(bound)]).toEqual([at, at + 1]);
    for (const words of [zh, en] as readonly Readonly<Record<string, string>>[]) {
      expect(words[`reports.arrears.size.${at}`]).toContain(yuan(bound));
      expect(words[`reports.arrears.size.${at + 1}`]).toContain(yuan(bound));
    }
  }
});

test("every debt is in one class, and classes come to the whole", () => {
  const debt = record({
    size: integer({ min: 0, max: SIZE_BOUNDS.length }),
    households: integer({ min: -3, max: 100 }),
    owed: integer({ min: -1_000_000_000, max: 1_000_000_000 }),
  });
  assert(
    property(array(debt, { maxLength: 20 }), (debts) => {
      const total = totalArrears(debts.map(({ owed, ...one }) => ({ ...one, owedFen: fen(owed) })));
      expect(total.bySize).toHaveLength(SIZE_BOUNDS.length + 1);
      expect(total.owedFen).toBe(debts.reduce((sum, { owed }) => sum + owed, 0));
      expect(total.households).toBe(debts.reduce((sum, one) => sum + one.households, 0));
    }),
  );
});

const total = totalArrears([{ size: 2, households: 3, owedFen: fen(200_000) }]);

test.each([
  ["is what the receivables say", 200_000, true],
  ["a fen more", 199_999, false],
  ["a fen less", 200_001, false],
])("what households owe: %s", (_, receivable, balanced) => {
  expect(isArrearsBalanced({ ...total, receivableFen: fen(receivable) })).toBe(balanced);
});
