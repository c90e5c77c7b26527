import { sameContent } from "../kernel/canonical.ts";
import { useKey, type Use } from "../catalogue/offer.ts";
import { ok, refuse, type Result } from "../kernel/result.ts";
import type { HeatingSpace } from "./model.ts";

type Spaces = readonly HeatingSpace[];

/** What spaces use of the charging catalogue, each once. */
export function usesOf(spaces: Spaces): Use[] {
  const uses = spaces.flatMap(({ priceClass, houseType }): Use[] => [
    { list: "priceClasses", code: priceClass },
    ...(houseType === undefined ? [] : [{ list: "houseTypes" as const, code: houseType }]),
  ]);
  return [...new Map(uses.map((use) => [useKey(use), use])).values()];
}

/** The same, as a household keeps it. */
export function useKeysOf(spaces: Spaces): string[] {
  return usesOf(spaces).map(useKey);
}

/**
 * Areas that contradict one another are refused: the inner area is part of the building area, the
 * usable one part of the inner; what is charged is more than nothing. Ids tell spaces apart.
 */
export function checkSpaces(spaces: Spaces): Result<true, "area-wrong"> {
  const wrong = spaces.find(
    (space) =>
      space.innerAreaMilli > space.buildingAreaMilli ||
      space.usableAreaMilli > space.innerAreaMilli ||
      space.billingAreaMilli <= 0,
  );
  if (wrong !== undefined) return refuse("area-wrong", { label: wrong.label });
  const ids = new Set(spaces.map((space) => space.id));
  return ids.size === spaces.length ? ok(true) : refuse("area-wrong", { label: "id" });
}

/** Whether nothing at all differs, in whatever order they stand. */
export function sameSpaces(one: Spaces, other: Spaces): boolean {
  return sameContent(inOrder(one), inOrder(other));
}

/** Whether all that a charge depends on is the same: names and the other areas are not. */
export function sameSupply(one: Spaces, other: Spaces): boolean {
  return sameContent(inOrder(one).map(supplied), inOrder(other).map(supplied));
}

/** 面积变更, or 类别变更 where no area and no height differs. */
export function spaceChange(one: Spaces, other: Spaces): "area-change" | "class-change" {
  const measured = (spaces: Spaces) => inOrder(spaces).map(withoutClass);
  return sameContent(measured(one), measured(other)) ? "class-change" : "area-change";
}

function inOrder(spaces: Spaces): HeatingSpace[] {
  return spaces.toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

function supplied({ id, billingAreaMilli, storeyHeightMm, priceClass, settlement }: HeatingSpace) {
  return { id, billingAreaMilli, storeyHeightMm, priceClass, settlement };
}

function withoutClass({
  priceClass: _p,
  houseType: _h,
  settlement: _s,
  ...measured
}: HeatingSpace) {
  return measured;
}
