import { expect, test } from "vitest";
import { rules } from "./rules.ts";

/** `npm run prove -- rules` draws twenty thousand of each. */
test("each rule comes to its worked examples, and to fractions rounded once", async () => {
  const measured = await rules.run({ seed: 7, rounds: 500 });
  expect(measured.filter(({ holds }) => !holds)).toEqual([]);
  expect(measured.length).toBe(8);
});
