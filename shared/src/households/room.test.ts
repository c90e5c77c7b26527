import { expect, test } from "vitest";
import { assert, integer, property } from "fast-check";
import { canonicalRoom } from "./room.ts";

test.each([
  ["501", "501"],
  ["501室", "501"],
  ["501号室", "501"],
  ["501户", "501"],
  ["501 号", "501"],
  ["0501", "501"],
  ["５０１", "501"],
  ["五〇一", "501"],
  ["五零一室", "501"],
  ["五○一", "501"],
  ["五百零一", "501"],
  ["一千二百零三室", "1203"],
  ["两百", "200"],
  ["十二", "12"],
  ["二十", "20"],
  ["A501", "a501"],
  ["a501室", "a501"],
  ["501-1", "501-1"],
  ["东门面", "东门面"],
  ["三层东户", "三层东"],
  ["室", "室"],
  ["0", "0"],
  ["000", "0"],
])("%s is claimed as %s", (room, canonical) => {
  expect(canonicalRoom(room)).toBe(canonical);
});

test("rooms of other digits are never one", () => {
  const number = integer({ min: 1, max: 9_999 });
  const sameOnly = property(number, number, (one, other) => {
    const words = String(other).replace(/\d/g, (digit) => "〇一二三四五六七八九"[Number(digit)]!);
    expect(canonicalRoom(`0${one}室`) === canonicalRoom(words)).toBe(one === other);
  });
  assert(sameOnly);
});

test.each(["501", "a501", "东门面", "三层东", "1203", "0"])("%s stays as it is", (room) => {
  expect(canonicalRoom(room)).toBe(room);
});
