import { expect, test } from "vitest";
import { instantOf } from "../kernel/time.ts";
import { HOME_NUMBERS_MAX, HOME_NUMBERS_OF_ALL_MAX, homeShut } from "./home-ticket.ts";

const DAY = "2026-11-27";
const taken = (...halls: readonly string[]) => ({
  day: DAY,
  taken: halls.map((hallId) => ({ at: instantOf(0), hallId })),
});

test("a hall is shut after its limit, all after theirs, and the next day none", () => {
  expect(homeShut(null, DAY)).toEqual(new Set());
  expect(homeShut(taken("x", "x", "n"), DAY)).toEqual(new Set());
  expect(homeShut(taken(...Array(HOME_NUMBERS_MAX).fill("x"), "n"), DAY)).toEqual(new Set(["x"]));
  const many = taken(...Array(HOME_NUMBERS_OF_ALL_MAX - 3).fill("x"), "n", "n", "b");
  expect(homeShut(many, DAY)).toBe("all");
  expect(homeShut(many, "2026-11-28")).toEqual(new Set());
});
