import { expect, expectTypeOf, test } from "vitest";
import { fenBetween, fenField } from "../api/unit-fields.ts";
import type { InputOf } from "../api/endpoint.ts";
import type { setTariff } from "../households/prices-api.ts";
import type { Allocation } from "../ledger/allocate.ts";
import type { Entry } from "../ledger/entry.ts";
import { areaAmount } from "../ledger/steps.ts";
import type { AreaMilli } from "./area.ts";
import { addFen, fen, formatYuan, negateFen, totalFen, type Fen } from "./money.ts";
import type { Price10k } from "./price.ts";
import { cityDate, later, type Clock, type Instant } from "./time.ts";

/** What must not compile: each row is an error of `tsc` once it does. It is never run. */
export function mustNotCompile(
  amount: Fen,
  area: AreaMilli,
  price: Price10k,
  now: Instant,
  bare: number,
) {
  // @ts-expect-error a bare number is no money
  const money: Fen = bare;
  // @ts-expect-error nor is a literal
  const one: Fen = 100;
  // @ts-expect-error a sum is bare until it is named
  const sum: Fen = amount + amount;
  // @ts-expect-error nor what is multiplied
  const rest: Fen = amount * -1;
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
  // @ts-expect-error fen are not added to an area
  addFen(amount, area);
  // @ts-expect-error an area is no price
  const dear: Price10k = area;
  // @ts-expect-error nor is a price an amount
  const paid: Fen = price;
  // @ts-expect-error area × price is rounded by the rule, not by the reader
  const charged: Fen = area * price;
  // @ts-expect-error the rule takes the area first
  areaAmount(price, area);
  // @ts-expect-error an area is not shown as money
  formatYuan(area);
  // @ts-expect-error a price that comes in names its unit
  const set: InputOf<NonNullable<(typeof setTariff)["body"]>>["price10k"] = bare;
  // @ts-expect-error a bare number is no instant: spans of time are bare
  const at: Instant = bare;
  // @ts-expect-error the span between two instants is no instant
  const span: Instant = now - now;
  // @ts-expect-error an instant moved is bare until it is named
  const due: Instant = now + 3_600_000;
  // @ts-expect-error no amount is a moment
  later(amount, 1);
  // @ts-expect-error the day of a bare number is not asked for
  cityDate(bare);
  // @ts-expect-error a clock tells instants
  const clock: Clock = { now: () => bare };
  // @ts-expect-error the moment of a document has its unit
  const entry: Pick<Entry, "at"> = { at: bare };
  const moments = [at, span, due, clock, entry];
  return [money, one, sum, rest, part, left, dear, paid, charged, set, ...moments];
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
