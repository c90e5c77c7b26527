import { describe, expect, test } from "vitest";
import { fen } from "../kernel/money.ts";
import { instantOf } from "../kernel/time.ts";
import { expiryOf, isOverDay, mayAlone, stepsFor, type ApprovalPolicy } from "./policy.ts";

const policy: ApprovalPolicy = {
  name: "reversal",
  version: 1,
  alone: { eachFen: fen(100), dayFen: fen(250) },
  steps: [
    { permission: "first", overFen: fen(0), dayFen: fen(1_000) },
    { permission: "second", overFen: fen(500), dayFen: null },
  ],
  days: 3,
};

test.each([
  [100, 0, true],
  [101, 0, false],
  [100, 150, true],
  [100, 151, false],
  [0, 250, true],
  [1, 250, false],
])("%d alone after %d of that day: %s", (amount, used, expected) => {
  expect(mayAlone(policy, fen(amount), fen(used))).toBe(expected);
});

test("nothing alone where nothing is allowed", () => {
  expect(mayAlone({ ...policy, alone: null }, fen(0), fen(0))).toBe(false);
});

describe("steps", () => {
  test.each([
    [0, ["first"]],
    [500, ["first"]],
    [501, ["first", "second"]],
  ])("of %d", (amount, expected) => {
    expect(stepsFor(policy, fen(amount)).map(({ permission }) => permission)).toEqual(expected);
  });

  test("another one always, also of what posts nothing", () => {
    const [first] = policy.steps;
    const twice = { ...policy, steps: [first!, { ...first!, permission: "second" }] };
    expect(stepsFor(twice, fen(0))).toHaveLength(2);
  });

  test("what one person may approve in a day", () => {
    const [first, second] = policy.steps;
    expect(isOverDay(first!, fen(1_000), fen(0))).toBe(false);
    expect(isOverDay(first!, fen(1_000), fen(1))).toBe(true);
    expect(isOverDay(second!, fen(1_000_000), fen(1_000_000))).toBe(false);
  });
});

test("it waits for so many days", () => {
  expect(expiryOf(policy, instantOf(0))).toBe(3 * 86_400_000);
});
