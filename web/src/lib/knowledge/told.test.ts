import { expect, test } from "vitest";
import { articleOf, scriptOf } from "@warmline/shared/knowledge/fixture.ts";
import { differences } from "@warmline/shared/knowledge/differences.ts";
import { toldBy } from "./told.ts";

const say = (key: string) => key.split(".").at(-1) ?? "";

test("all that an article says stands in it", () => {
  expect(toldBy(articleOf(), say).split("\n")).toEqual([
    "暖气片上热下凉",
    "A radiator hot above and cold below",
    "not-warm · resident · not-warm · not-warm",
    "放气 · 过滤器",
    "",
    "先放气。",
    "再看过滤器。",
    "Bleed the air first.",
  ]);
});

test("a changed answer, outcome or hint is a difference", () => {
  const before = toldBy(scriptOf(), say);
  const changed = (change: (text: string) => string) => {
    const steps = JSON.parse(change(JSON.stringify(scriptOf().steps)));
    const lines = differences(before, toldBy(scriptOf({ steps }), say));
    return lines.filter(({ kind }) => kind !== "same").map(({ text }) => text);
  };
  expect(changed((text) => text)).toEqual([]);
  expect(changed((text) => text.replace('"solved"', '"advice"'))).toEqual([
    "warm [solved] 放气以后热了。",
    "warm [advice] 放气以后热了。",
  ]);
  expect(changed((text) => text.replace('"to":"warm"', '"to":"visit"'))).toEqual([
    "  → warm: 热了",
    "  → visit: 热了",
  ]);
});
