import { expect, test } from "vitest";
import { handlingOf } from "./handling.ts";
import type { Sums } from "./sums.ts";

const fees: Sums = { answered: 5, talkMs: 1_000, holdMs: 200, wrapUpMs: 300 };

test("talk, hold and wrap-up for each call that was answered", () => {
  expect(handlingOf(new Map([["fees", fees]]))).toEqual({ fees: 300 });
});

test("too few of them tell nothing, nor does a queue without any", () => {
  expect(handlingOf(new Map([["fees", { ...fees, answered: 4 }]]))).toEqual({});
  expect(handlingOf(new Map())).toEqual({});
});
