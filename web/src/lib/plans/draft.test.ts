import { assert, integer, property } from "fast-check";
import { expect, test } from "vitest";
import { fen, totalFen } from "@warmline/shared/kernel/money.ts";
import { evenInstalments } from "./draft.ts";

test("a month apart, on the last day where a month is shorter, the odd fen first", () => {
  expect(evenInstalments(fen(100_001), 3, "2026-12-31")).toEqual([
    { dueOn: "2026-12-31", amountFen: 33_335 },
    { dueOn: "2027-01-31", amountFen: 33_333 },
    { dueOn: "2027-02-28", amountFen: 33_333 },
  ]);
});

test("they come to what is open, however many", () => {
  assert(
    property(integer({ min: 12, max: 10_000_000 }), integer({ min: 1, max: 12 }), (open, count) => {
      const made = evenInstalments(fen(open), count, "2026-11-30");
      expect(totalFen(made.map(({ amountFen }) => amountFen))).toBe(open);
      expect(new Set(made.map(({ dueOn }) => dueOn)).size).toBe(count);
    }),
  );
});
