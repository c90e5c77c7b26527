import { expect, test } from "vitest";
import type { HeatingSpace } from "@warmline/shared/households/model.ts";
import { areaMilli } from "@warmline/shared/kernel/area.ts";
import { draftOf, newDraft, spaceOf } from "./area.ts";

const space: HeatingSpace = {
  id: "s1",
  label: "住宅",
  buildingAreaMilli: areaMilli(103_470),
  innerAreaMilli: areaMilli(90_001),
  usableAreaMilli: areaMilli(80_000),
  billingAreaMilli: areaMilli(103_470),
  storeyHeightMm: 2_800,
  priceClass: "residential",
  settlement: "area",
};

test("what is offered reads back as the same space", () => {
  expect(spaceOf(draftOf(space))).toEqual(space);
});

test("a space that lacks something is none", () => {
  const draft = draftOf(space);
  expect(spaceOf({ ...draft, label: " " })).toBeNull();
  expect(spaceOf({ ...draft, inner: "" })).toBeNull();
  expect(spaceOf({ ...draft, billing: "85,5" })).toBeNull();
  expect(spaceOf({ ...draft, height: "280" })).toBeNull();
});

test("a further space has an id of its own", () => {
  const drafts = [draftOf({ ...space, id: "space-3" }), draftOf(space)];
  expect(newDraft(drafts).id).toBe("space-4");
});
