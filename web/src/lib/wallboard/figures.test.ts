import { expect, test } from "vitest";
import { wallFigures } from "./figures.ts";

const of = (sums: Parameters<typeof wallFigures>[0]) =>
  new Map(wallFigures(sums).map((one) => [one.name, one]));

test.each([
  [{ offered: 100, answered: 95, inTime: 76 }, "95.0%", "good", "80.0%", "good"],
  [{ offered: 100, answered: 94, inTime: 75 }, "94.0%", "bad", "79.8%", "bad"],
] as const)("a share is held against its target: %o", (sums, connect, one, inTime, other) => {
  const shown = of(sums);
  expect(shown.get("connectRate")).toMatchObject({ value: connect, target: "95%", tone: one });
  expect(shown.get("inTimeRate")).toMatchObject({ value: inTime, target: "80%", tone: other });
  expect(shown.get("serviceLevel")).not.toHaveProperty("target");
});

test("before the first call nothing is good or bad", () => {
  expect(of({}).get("connectRate")).toEqual({ name: "connectRate", value: "–", target: "95%" });
  expect(of({}).get("offered")?.value).toBe("0");
});
