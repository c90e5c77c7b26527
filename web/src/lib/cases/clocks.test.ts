import { expect, test } from "vitest";
import type { CaseClock } from "@warmline/shared/cases/clock.ts";
import type { Case } from "@warmline/shared/cases/model.ts";
import { instantOf, later } from "@warmline/shared/kernel/time.ts";
import { clockStates } from "./clocks.ts";

const NOW = instantOf(1_800_000_000_000);
const hours = (count: number) => later(NOW, count * 3_600_000);
const clock = (patch: Partial<CaseClock>): CaseClock => {
  return { kind: "resolve", from: hours(-5), due: hours(2), policy: 1, ...patch };
};
const standing = (patch: Partial<CaseClock>, open = true) => {
  const { stands, minutes, firstDue } = clockStates(
    { clocks: [clock(patch)], open } as unknown as Case,
    NOW,
  )[0]!;
  return { stands, minutes, firstDue };
};

test.each([
  [{}, true, "runs", 120],
  [{ due: hours(-1) }, true, "late", 60],
  [{ metAt: hours(1) }, true, "met", 60],
  [{ metAt: hours(3) }, false, "met-late", 60],
  [{ due: hours(-1) }, false, "stopped", 60],
] as const)("%o, open %s: %s", (patch, open, stands, minutes) => {
  expect(standing(patch, open)).toEqual({ stands, minutes, firstDue: undefined });
});

test("the first deadline of one that was lengthened is shown beside", () => {
  const by = { at: NOW, askedBy: "a", grantedBy: "b", cause: "extension" } as const;
  const extensions = [
    { ...by, from: hours(-1), to: hours(1) },
    { ...by, from: hours(1), to: hours(2) },
  ];
  expect(standing({ extensions }).firstDue).toBe(hours(-1));
});

test("an overseer's deadline stands with the clocks, met when the case was done", () => {
  const supervision = { dueAt: hours(-2) };
  const open = { clocks: [clock({})], open: true, supervision } as unknown as Case;
  expect(clockStates(open, NOW)[1]).toMatchObject({ kind: "supervision", stands: "late" });
  const done = { ...open, resolvedAt: hours(-3) };
  expect(clockStates(done, NOW)[1]).toMatchObject({ stands: "met", minutes: 60 });
});
