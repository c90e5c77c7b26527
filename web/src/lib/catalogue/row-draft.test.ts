import { expect, test } from "vitest";
import { SEED_CATALOGUE } from "@warmline/shared/catalogue/catalogue-seed.ts";
import { CATALOGUE_LISTS } from "@warmline/shared/catalogue/catalogue.ts";
import { changeOf, draftOf } from "./row-draft.ts";

test.each(CATALOGUE_LISTS)("what is shown of %s and not touched is what it was", (list) => {
  for (const row of SEED_CATALOGUE[list]) {
    expect(changeOf(list, draftOf(row))).toEqual({ list, row });
  }
});

test("days are part of it, and left out where they are blank", () => {
  const [row] = SEED_CATALOGUE.priceClasses;
  const typed = { ...draftOf(row), from: "2027-01-01", until: "2027-04-01" };
  const days = { from: "2027-01-01", until: "2027-04-01" };
  expect(changeOf("priceClasses", typed)).toEqual({
    list: "priceClasses",
    row: { ...row, ...days },
  });
});

test.each([["code"], ["zh"], ["en"], ["symbol"]])(
  "without %s there is nothing to ask for",
  (field) => {
    const [row] = SEED_CATALOGUE.units;
    expect(changeOf("units", { ...draftOf(row), [field]: " " })).toBeNull();
  },
);
