import { expect, test } from "vitest";
import { fen } from "../kernel/money.ts";
import { policyChanges } from "./policy-changes.ts";
import type { ApprovalPolicy, PolicyTerms } from "./policy.ts";
import { refusePolicy } from "./policy-version.ts";

const holding: ApprovalPolicy = {
  name: "reversal",
  version: 1,
  alone: { eachFen: fen(100), dayFen: fen(500) },
  steps: [
    { permission: "first", overFen: fen(0), dayFen: fen(1_000) },
    { permission: "second", overFen: fen(500), dayFen: null },
  ],
  days: 7,
};
const [first, second] = holding.steps as [(typeof holding.steps)[0], (typeof holding.steps)[0]];
const never = { ...holding, alone: null };

/** Two hold either permission. */
const bounds = { seed: holding, approvers: ["first", "second"], holders: () => 2 };

test.each<[string, Partial<PolicyTerms>, Partial<typeof bounds>, string | undefined]>([
  ["the same", {}, {}, "approval-rule-same"],
  ["more days", { days: 8 }, {}, undefined],
  ["nothing alone any more", { alone: null }, {}, undefined],
  ["more each than in a day", { alone: { eachFen: fen(501), dayFen: fen(500) } }, {}, "wrong"],
  ["something alone where all is asked for", { days: 8 }, { seed: never }, "wrong"],
  ["a first step that small sums pass by", { steps: [second] }, {}, "wrong"],
  ["steps out of order", { steps: [first, second, { ...first }] }, {}, "wrong"],
  ["a step of nobody's", { steps: [{ ...first, permission: "third" }] }, {}, "wrong"],
  ["one step less", { steps: [first] }, {}, undefined],
  [
    "two steps of one post that two hold",
    { steps: [first, { ...first }] },
    {},
    "too-few-approvers",
  ],
  ["a post that one holds", { days: 8 }, { holders: () => 1 }, "too-few-approvers"],
])("%s", (_, change, other, code) => {
  const refused = refusePolicy(holding, { ...holding, ...change }, { ...bounds, ...other });
  const expected = code === "wrong" ? "approval-rule-wrong" : code;
  expect(refused?.code).toBe(expected);
});

test("only what differs is shown", () => {
  const after = { ...holding, alone: null, steps: [first] };
  expect(policyChanges(holding, after)).toEqual([
    { field: "alone-each", from: ["¥1.00"], to: [] },
    { field: "alone-day", from: ["¥5.00"], to: [] },
    { field: "step-2", from: ["console.request.may.second", "> ¥5.00"], to: [] },
  ]);
});
