import { expect, test } from "vitest";
import type { SheetHousehold } from "@warmline/shared/ledger/opening-sheet.ts";
import { partsOf, ruleFault } from "./parts.ts";

function household(place: number, seasons: number): SheetHousehold {
  const sums = Array.from({ length: seasons }, (_, index) => ({
    season: `${2000 + index}-${2001 + index}`,
    chargedFen: 1,
    relievedFen: 0,
    paidFen: 0,
    writtenOffFen: 0,
    line: place * 100 + index,
  }));
  return { number: String(100_000_000 + place), line: place * 100, seasons: sums, prepaidFen: 0 };
}

test.each([
  [0, 1, []],
  [200, 1, [200]],
  [201, 1, [200, 1]],
  [50, 60, [16, 16, 16, 2]],
])("%i households of %i seasons", (count, seasons, sizes) => {
  const all = Array.from({ length: count }, (_, place) => household(place, seasons));
  const parts = partsOf(all);
  expect(parts.map((part) => part.length)).toEqual(sizes);
  expect(parts.flat()).toEqual(all);
});

test("a fault of the server's stands at the line that it is about", () => {
  const one = household(3, 3);
  const { number } = one;
  const charged = { number, code: "season-charged", season: "2001-2002" } as const;
  expect(ruleFault(charged, one)).toMatchObject({ line: 301, column: "season" });
  const unknown = { number, code: "not-found" } as const;
  expect(ruleFault(unknown, one)).toMatchObject({ line: 300, column: "number", text: number });
});
