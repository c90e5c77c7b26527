import { expect, test } from "vitest";
import { fen, ZERO_FEN } from "@warmline/shared/kernel/money.ts";
import type { SheetHousehold } from "@warmline/shared/ledger/sheet/opening-sheet.ts";
import { partsOf, ruleFault } from "./parts.ts";

function household(place: number, seasons: number): SheetHousehold {
  const sums = Array.from({ length: seasons }, (_, index) => ({
    season: `${2000 + index}-${2001 + index}`,
    chargedFen: fen(1),
    relievedFen: ZERO_FEN,
    paidFen: ZERO_FEN,
    writtenOffFen: ZERO_FEN,
    line: place * 100 + index,
  }));
  const number = String(100_000_000 + place);
  return { number, line: place * 100, seasons: sums, prepaidFen: ZERO_FEN };
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
