import { expect, test } from "vitest";
import { verdict, type Comparison } from "./digest.ts";

const seen = (own: number, server: number): Comparison => ({
  own: { count: 1, revs: own },
  server: { count: 1, revs: server },
});

const table: [string, Comparison[], ReturnType<typeof verdict>][] = [
  ["nothing compared", [], "fine"],
  ["equal", [seen(5, 5)], "fine"],
  ["first difference: changes may be on their way", [seen(5, 6)], "ask-again"],
  ["caught up", [seen(5, 6), seen(6, 6)], "fine"],
  ["both moved on", [seen(5, 6), seen(7, 9)], "ask-again"],
  ["only the server moved", [seen(5, 6), seen(5, 7)], "ask-again"],
  ["standing still apart", [seen(5, 6), seen(5, 6)], "join-again"],
  [
    "never at rest",
    [seen(1, 2), seen(2, 3), seen(3, 4), seen(4, 5), seen(5, 6), seen(6, 7)],
    "join-again",
  ],
];

test.each(table)("%s", (_, comparisons, expected) => {
  expect(verdict(comparisons)).toBe(expected);
});
