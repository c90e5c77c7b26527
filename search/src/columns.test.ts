import { describe, expect, it } from "vitest";
import { columnsOf, heldTerms, linesOf, termsIn } from "./columns.ts";

const LINES = linesOf([
  { column: "names", text: "wang", whole: true },
  { column: "names", text: "ang", whole: false },
  { column: "names", text: "wangxy", whole: true },
  { column: "codes", text: "wang1", whole: true },
]);

describe("terms beside an entry", () => {
  it.each([
    ["those of the column that begin so", "names", "wang", ["wang", "wangxy"]],
    ["also the end of a name", "names", "an", ["ang"]],
    ["all of a column", "names", "", ["wang", "wangxy", "ang"]],
    ["nothing of another column", "places", "wang", []],
    ["no middle", "codes", "1", []],
  ] as const)("%s", (_, column, beginning, texts) => {
    expect(termsIn(LINES, column, beginning).map(({ text }) => text)).toEqual(texts);
  });

  it("say which are whole", () => {
    expect(termsIn(LINES, "names", "").map(({ whole }) => whole)).toEqual([true, true, false]);
  });

  it("are kept once, whole where they are so in any field", () => {
    const fields = ["单1450", "1450"].map((text) => ({ kind: "number" as const, name: "n", text }));
    const held = heldTerms({ fields });
    expect(held.filter(({ text }) => text === "1450")).toEqual([
      { column: "codes", text: "1450", whole: true },
    ]);
    expect(columnsOf(held)[0]).toContain("单1450");
  });
});
