import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { instantOf, later } from "../kernel/time.ts";
import { giveBack, granted, leftOf, spend, type Grants, type Quota } from "./quota.ts";

const NOW = instantOf(Date.parse("2026-11-27T02:00:00Z"));
const MINUTE = 60_000;
const QUOTA: Quota = {
  word: { messages: 5, withinMs: 48 * 60 * MINUTE },
  click: { messages: 3, withinMs: MINUTE },
};
const after = (deed: "word" | "click", grants: Grants = {}, at = NOW) =>
  granted(grants, deed, QUOTA, at);

function spent(grants: Grants, times: number, at = NOW): Grants {
  let left = grants;
  for (let n = 0; n < times; n += 1) left = spend(left, at) ?? left;
  return left;
}

describe("what may be sent", () => {
  test.each([
    ["nobody did anything", {}, 0, 0],
    ["a word", after("word"), 0, 5],
    ["a word, long ago", after("word"), 48 * 60 * MINUTE, 0],
    ["a click", after("click"), MINUTE - 1, 3],
    ["a click, a minute ago", after("click"), MINUTE, 0],
    ["a click upon a word", after("click", after("word")), 0, 8],
    ["that click is over", after("click", after("word")), MINUTE, 5],
    ["the click's goes first", spent(after("click", after("word")), 3), MINUTE, 5],
    ["a new word counts anew", after("word", spent(after("word"), 4)), 0, 5],
  ] as const)("%s", (_, grants, since, left) => {
    expect(leftOf(grants, later(NOW, since))).toBe(left);
  });

  test("without a quota nothing is counted", () => {
    expect(granted({}, "word", null, NOW)).toEqual({});
  });

  const deed = fc.constantFrom("word", "click", "send");
  const anyGrants = fc
    .array(deed, { maxLength: 30 })
    .map((deeds) =>
      deeds.reduce<Grants>(
        (grants, one) => (one === "send" ? (spend(grants, NOW) ?? grants) : after(one, grants)),
        {},
      ),
    );

  test("never more than was granted, and each that is sent counts one", () => {
    fc.assert(
      fc.property(anyGrants, (grants) => {
        const left = leftOf(grants, NOW);
        const next = spend(grants, NOW);
        expect(left).toBeLessThanOrEqual(8);
        expect(next === null).toBe(left === 0);
        expect(leftOf(next ?? grants, NOW)).toBe(Math.max(0, left - 1));
      }),
    );
  });

  test("what was not sent after all may be sent again", () => {
    const some = anyGrants.filter((grants) => leftOf(grants, NOW) > 0);
    fc.assert(
      fc.property(some, (grants) => {
        expect(leftOf(giveBack(spend(grants, NOW)!, NOW), NOW)).toBe(leftOf(grants, NOW));
      }),
    );
  });
});
