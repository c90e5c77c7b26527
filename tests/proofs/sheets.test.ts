import { expect, test } from "vitest";
import { compareSheet } from "./sheets.ts";

/** `npm run prove -- sheets` takes twenty thousand. */
const ROUNDS = 500;

const compared = Promise.all(
  Array.from({ length: ROUNDS }, (_, place) => compareSheet(1_000 + place)),
);

test("mutated sheets are taken and refused as an independent reader does", async () => {
  const all = await compared;
  expect(all.flatMap(({ differ }) => differ ?? [])).toEqual([]);
  const taken = all.filter((one) => one.taken);
  expect(taken.length).toBeGreaterThan(ROUNDS / 5);
  expect(all.length - taken.length).toBeGreaterThan(ROUNDS / 5);
});

test("a sheet to which nothing was done is taken", async () => {
  const all = await compared;
  const whole = all.filter(({ done }) => done.length === 0);
  expect(whole.length).toBeGreaterThan(ROUNDS / 10);
  // Few lines under English names may be UTF-8 or GB 18030: that is refused, not guessed.
  expect(whole.filter(({ taken }) => !taken).length).toBeLessThan(whole.length / 50);
});
