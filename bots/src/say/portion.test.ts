import { assert, integer, property, string } from "fast-check";
import { expect, test } from "vitest";
import { portionOf } from "./portion.ts";

test.each([
  ["短的不分", "停热前请关好阀门。", 20, ["停热前请关好阀门。"]],
  [
    "在句子结束的地方分",
    "先关进水阀，再开放气阀。等水流出来就关上。不行就报修。",
    13,
    ["先关进水阀，再开放气阀。", "等水流出来就关上。", "不行就报修。"],
  ],
  [
    "段落比句子好",
    "一、先看阀门。\n二、再放气。三、报修。",
    15,
    ["一、先看阀门。", "二、再放气。三、报修。"],
  ],
  ["没有停顿也不超过", "热".repeat(7), 3, ["热热热", "热热热", "热"]],
  [
    "英文在词之间",
    "Close the valve and open the vent",
    18,
    ["Close the valve", "and open the vent"],
  ],
])("%s", (_, text, max, told) => {
  expect(portionsOf(text, max)).toEqual(told);
});

test("whatever it is, nothing is lost, no sign is cut in two, and each is short enough", () => {
  assert(
    property(
      string({ unit: "binary", maxLength: 400 }),
      integer({ min: 1, max: 60 }),
      (text, max) => {
        const portions = portionsOf(text, max);
        expect(portions.join("").replace(/\s/gu, "")).toBe(text.replace(/\s/gu, ""));
        for (const one of portions) expect(Array.from(one).length).toBeLessThanOrEqual(max);
      },
    ),
  );
});

function portionsOf(text: string, max: number): string[] {
  const portions: string[] = [];
  let left = text;
  do {
    const { now, rest } = portionOf(left, max);
    portions.push(now);
    expect(rest.length < left.length || left === "").toBe(true);
    left = rest;
  } while (left !== "");
  return portions;
}
