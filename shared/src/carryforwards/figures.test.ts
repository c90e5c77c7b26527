import { array, assert, constantFrom, integer, property, record } from "fast-check";
import { expect, test } from "vitest";
import { fen } from "../kernel/money.ts";
import {
  addsUp,
  carryRow,
  expectedFen,
  FIGURE_NAMES,
  FLOW_NAMES,
  FLOWS,
  foldRows,
} from "./figures.ts";
import { onAccountFigures, owedFigures, sumFigures } from "./figures.ts";
import { foldPlaces, sumOf } from "./place-sums.ts";

test.each(FLOW_NAMES)("%s moves what closing must be, one way", (name) => {
  const of = { openingFen: fen(1_000), [name]: fen(30) };
  expect(expectedFen(of)).toBe(1_000 + 30 * FLOWS[name]);
  expect(addsUp({ ...of, closingFen: expectedFen(of) })).toBe(true);
  expect(addsUp({ ...of, closingFen: fen(1_000) })).toBe(false);
});

test("a row keeps what is not zero; of nothing there is none", () => {
  const of = { openingFen: fen(0), chargedFen: fen(5), closingFen: fen(5) };
  expect(carryRow("2025-2026", of)).toEqual({
    season: "2025-2026",
    chargedFen: 5,
    closingFen: 5,
  });
  expect(carryRow("2025-2026", { openingFen: fen(0) })).toBeNull();
});

const amount = integer({ min: -1_000_000, max: 1_000_000 }).map(fen);
const figures = record(
  Object.fromEntries(FIGURE_NAMES.map((name) => [name, amount])) as Record<string, typeof amount>,
);
const row = record({ season: constantFrom("", "2023-2024", "2024-2025") }).chain(({ season }) =>
  figures.map((some) => ({ season, ...some })),
);
const place = record({
  branchId: constantFrom("b1", "b2"),
  stationId: constantFrom("s1", "s2"),
  buildingId: constantFrom("h1", "h2"),
  community: constantFrom("幸福里", "阳光"),
  rows: array(row, { maxLength: 4 }),
});

test("places folded anyhow come once each, and children sum to their parent", () => {
  assert(
    property(array(place), integer({ min: 0, max: 20 }), (some, cut) => {
      const all = some.map((one) => ({ ...one, accounts: 1 }));
      const folded = foldPlaces(all);
      const keys = folded.map(({ rows: _, accounts: __, ...where }) => JSON.stringify(where));
      expect(new Set(keys).size).toBe(keys.length);
      expect(sumOf(folded)).toEqual(sumOf(all));
      expect(foldPlaces([...foldPlaces(all.slice(0, cut)), ...all.slice(cut)])).toEqual(folded);
      const rows = all.flatMap((one) => one.rows);
      const whole = sumFigures([owedFigures(rows), onAccountFigures(rows)]);
      expect(whole).toEqual(sumFigures(foldRows(rows)));
    }),
  );
});
