import { expect, test } from "vitest";
import { areaMilli } from "../kernel/area.ts";
import type { HeatingSpace } from "./model.ts";
import { newPremise, spacesOn, spacesOnFile, withSpaces } from "./premise.ts";

const spacesOf = (label: string): HeatingSpace[] => [
  {
    id: "s1",
    label,
    buildingAreaMilli: areaMilli(1),
    innerAreaMilli: areaMilli(1),
    usableAreaMilli: areaMilli(1),
    billingAreaMilli: areaMilli(1),
    storeyHeightMm: 2_800,
    priceClass: "residential",
    settlement: "area",
  },
];

/** In the order in which they are recorded, the second of them belatedly. */
const premise = ["2025-11-01", "2023-11-01", "2025-11-01"].reduce(
  (before, from, place) =>
    withSpaces(before, { from, spaces: spacesOf(`${place}`), basis: "survey" }),
  newPremise("h1", { spaces: spacesOf("first"), basis: "registration" }),
);
const on = (day: string) => spacesOn(premise, day).spaces[0]?.label;

test("what holds on a day is what began last, and of one day what was recorded last", () => {
  expect(["2000-01-01", "2023-10-31"].map(on)).toEqual(["first", "first"]);
  expect(["2023-11-01", "2025-10-31"].map(on)).toEqual(["1", "1"]);
  expect(["2025-11-01", "2030-01-01"].map(on)).toEqual(["2", "2"]);
  expect(spacesOnFile(premise).spaces[0]?.label).toBe("2");
});

test("versions are only added to, in the order in which they were recorded", () => {
  expect(premise.versions.map(({ version, from }) => [version, from])).toEqual([
    [1, null],
    [2, "2025-11-01"],
    [3, "2023-11-01"],
    [4, "2025-11-01"],
  ]);
});
