import { describe, expect, test } from "vitest";
import { seededRandom } from "../kernel/ids.ts";
import { householdBase, householdNumber, isHouseholdNumber } from "./number.ts";

const SEED = 20_261_123;

function samples(count: number): string[] {
  const random = seededRandom(SEED);
  return Array.from({ length: count }, () =>
    householdNumber(10_000_000 + Math.floor(random.next() * 90_000_000)),
  );
}

describe(`the check digit of household numbers (seed ${SEED})`, () => {
  test.each([
    [10_000_000, "100000006"],
    [10_000_572, "100005722"],
    [57_210_384, "572103846"],
  ])("of %i makes %s", (base, number) => expect(householdNumber(base)).toBe(number));

  test("the running count comes back", () => {
    for (const number of samples(200)) {
      expect(householdNumber(householdBase(number))).toBe(number);
      expect(isHouseholdNumber(number)).toBe(true);
    }
  });

  test("finds every single wrong digit", () => {
    for (const number of samples(100)) {
      for (let place = 0; place < 9; place += 1) {
        for (let digit = 0; digit < 10; digit += 1) {
          if (number[place] === String(digit)) continue;
          const wrong = number.slice(0, place) + String(digit) + number.slice(place + 1);
          expect(isHouseholdNumber(wrong), `${number} as ${wrong}`).toBe(false);
        }
      }
    }
  });

  test("finds every swap of neighbours", () => {
    for (const number of samples(500)) {
      for (let place = 0; place < 8; place += 1) {
        const [one, two] = [number[place], number[place + 1]];
        if (one === two) continue;
        const swapped = `${number.slice(0, place)}${two}${one}${number.slice(place + 2)}`;
        expect(isHouseholdNumber(swapped), `${number} as ${swapped}`).toBe(false);
      }
    }
  });

  test.each(["", "12345678", "1234567890", "0123456781", "12345678a", " 100000009"])(
    "refuses %j",
    (text) => expect(isHouseholdNumber(text)).toBe(false),
  );
});
