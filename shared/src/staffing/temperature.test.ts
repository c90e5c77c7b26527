import { expect, test } from "vitest";
import { checkDay, nextTemperature } from "./temperature.ts";

test.each([
  ["2025-12-20", true],
  ["2025-12-21", false],
  ["2023-10-02", true],
  ["2023-10-01", false],
])("on 2025-12-10 a temperature may be of %s: %s", (day, may) => {
  expect(checkDay(day, "2025-12-10").ok).toBe(may);
});

test("corrected and taken back, it keeps what it said, ten at most", () => {
  const day = "2025-12-10";
  let kept = { ...nextTemperature(null, { day, lowestDeci: -85 }), rev: 1 };
  expect(kept).toEqual({ id: day, day, lowestDeci: -85, rev: 1 });
  kept = { ...nextTemperature(kept, { day, lowestDeci: null }), rev: 2 };
  kept = { ...nextTemperature(kept, { day, lowestDeci: -90 }), rev: 3 };
  expect(kept).toMatchObject({ lowestDeci: -90, former: [-85, null] });
  for (let deci = 0; deci < 12; deci += 1) {
    kept = { ...nextTemperature(kept, { day, lowestDeci: deci }), rev: 4 };
  }
  expect(kept.former).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});
