import { expect, expectTypeOf, test } from "vitest";
import { fenBetween, fenField } from "../api/unit-fields.ts";
import type { Allocation } from "../ledger/allocate.ts";
import { addFen, fen, formatYuan, negateFen, totalFen, type Fen } from "./money.ts";

/** What must not compile: each row is an error of `tsc` once it does. It is never run. */
export function mustNotCompile(amount: Fen, bare: number) {
  // @ts-expect-error a bare number is no money
  const money: Fen = bare;
  // @ts-expect-error nor is a literal
  const one: Fen = 100;
  // @ts-expect-error a sum is bare until it is named
  const sum: Fen = amount + amount;
  // @ts-expect-error nor what is left of an amount
  const rest: Fen = -amount;
  // @ts-expect-error an amount is not added to a bare number
  addFen(amount, bare);
  // @ts-expect-error nor a bare number totalled
  totalFen([amount, bare]);
  // @ts-expect-error a page shows no bare number as money
  formatYuan(bare);
  // @ts-expect-error the amount of a document has its unit
  const part: Pick<Allocation, "amountFen"> = { amountFen: bare };
  let left = amount;
  // @ts-expect-error nor does it lose it on the way
  left -= amount;
  return [money, one, sum, rest, part, left];
}

test("a unit is of the type alone: nothing of it is in the number or its JSON", () => {
  expect(fen(267_470)).toBe(267_470);
  expect(JSON.stringify({ amountFen: negateFen(fen(5)) })).toBe('{"amountFen":-5}');
  expectTypeOf<Fen>().toExtend<number>();
});

test("a field checks as before, and answers its unit", () => {
  const field = fenBetween(1, 10);
  expectTypeOf(field.parse(5)).toEqualTypeOf<Fen>();
  expectTypeOf(fenField.parse(-5)).toEqualTypeOf<Fen>();
  expect([0, 1, 10, 11, 1.5].map((value) => field.safeParse(value).success)).toEqual([
    false,
    true,
    true,
    false,
    false,
  ]);
});
