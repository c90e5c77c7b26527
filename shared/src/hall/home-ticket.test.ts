import { expect, test } from "vitest";
import { instantOf } from "../kernel/time.ts";
import {
  HOME_NUMBERS_MAX,
  HOME_NUMBERS_OF_ALL_MAX,
  homeNews,
  homeShut,
  NEAR_AHEAD,
  noticeAtTaking,
  type HomeNews,
} from "./home-ticket.ts";
import type { TicketState } from "./model.ts";

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

const FEW = NEAR_AHEAD;
const MANY = NEAR_AHEAD + 1;
test.each<[HomeNews["notice"], TicketState, number, HomeNews["news"], HomeNews["notice"]]>([
  ["asked", "waiting", MANY, null, "asked"],
  ["asked", "waiting", FEW, "near", "near"],
  ["near", "waiting", FEW, null, "near"],
  ["near", "waiting", MANY, null, "near"],
  ["asked", "called", 0, "called", "told"],
  ["near", "called", 0, "called", "told"],
  ["asked", "serving", 0, null, "told"],
  ["near", "no-show", 0, null, "told"],
  ["near", "voided", 0, null, "told"],
  ["near", "finished", 0, null, "told"],
  ["told", "called", 0, null, "told"],
  ["told", "waiting", FEW, null, "told"],
  ["none", "waiting", FEW, null, "none"],
])("of %s, with the number %s and %i ahead, %s is told", (notice, state, ahead, news, then) => {
  expect(homeNews({ notice }, { state }, ahead)).toEqual({ news, notice: then });
});

test("who is near when they take it was told so then", () => {
  expect(noticeAtTaking(FEW)).toBe("near");
  expect(noticeAtTaking(MANY)).toBe("asked");
});
