import {
  array,
  assert,
  constantFrom,
  integer,
  nat,
  property,
  record,
  type Arbitrary,
} from "fast-check";
import { expect, test } from "vitest";
import { areaMilli } from "../kernel/area.ts";
import { fen } from "../kernel/money.ts";
import { NO_CLASS, SEVERAL_CLASSES, type RunTotal } from "./model.ts";
import { classOf, differenceFen, foldTotals, sumTotals } from "./totals.ts";

const of = (...classes: string[]) => classes.map((priceClass) => ({ priceClass }));

test.each([
  [of("residential"), "residential"],
  [of("residential", "residential"), "residential"],
  [of("residential", "shop"), SEVERAL_CLASSES],
  [of(), NO_CLASS],
])("%j is counted under %s", (spaces, expected) => {
  expect(classOf(spaces)).toBe(expected);
});

const count = integer({ min: 0, max: 1_000 });
const total: Arbitrary<RunTotal> = record({
  branchId: constantFrom("branch-1", "branch-2", "branch-3"),
  priceClass: constantFrom("residential", "shop", SEVERAL_CLASSES),
  households: count,
  areaMilli: count.map(areaMilli),
  amountFen: count.map(fen),
  alreadyHouseholds: count,
  alreadyFen: count.map(fen),
  exceptions: count,
  lastHouseholds: count,
  lastFen: count.map(fen),
});

test("folded anyhow, branches and classes come once each and sum to the same", () => {
  assert(
    property(array(total), nat(20), (all, cut) => {
      const folded = foldTotals(all);
      const keys = folded.map(({ branchId, priceClass }) => `${branchId} ${priceClass}`);
      expect(keys).toEqual([...new Set(keys)].toSorted());
      expect(sumTotals(folded)).toEqual(sumTotals(all));
      expect(foldTotals([...foldTotals(all.slice(0, cut)), ...all.slice(cut)])).toEqual(folded);
    }),
  );
});

test("the difference is the whole season less the one before", () => {
  const figures = { ...sumTotals([]), amountFen: fen(300), alreadyFen: fen(50), lastFen: fen(400) };
  expect(differenceFen(figures)).toBe(-50);
});
