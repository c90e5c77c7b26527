import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** 术语表 is one table, joined by hand whenever two people add to it. */
test("the glossary says each term once, in both languages, with its meaning", () => {
  const rows = readFileSync("docs/glossary.md", "utf8")
    .split("\n")
    .filter((line) => line.startsWith("|") && !/^\|[\s|-]+$/.test(line))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  const terms = rows.map(([term]) => term);

  expect(rows.filter((cells) => cells.length !== 3 || cells.includes(""))).toEqual([]);
  expect(terms.filter((term, place) => terms.indexOf(term) !== place)).toEqual([]);
});
