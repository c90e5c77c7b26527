import { AREA, HEIGHT } from "@warmline/shared/kernel/written-number.ts";
import type { HeatingSpace, Settlement } from "@warmline/shared/households/model.ts";
import { typedNumber } from "../typed-number.ts";

/** A heated space as a form holds it: numbers as typed, square metres and metres. */
export interface SpaceDraft {
  id: string;
  label: string;
  billing: string;
  building: string;
  inner: string;
  usable: string;
  height: string;
  priceClass: string;
  /** Empty: unknown. */
  houseType: string;
  settlement: Settlement;
}

/** What each field of a space counts. */
export const SPACE_QUANTITIES = {
  billing: AREA,
  building: AREA,
  inner: AREA,
  usable: AREA,
  height: HEIGHT,
} as const;

function typed(thousandths: number): string {
  return String(thousandths / 1_000);
}

export function draftOf(space: HeatingSpace): SpaceDraft {
  return {
    id: space.id,
    label: space.label,
    billing: typed(space.billingAreaMilli),
    building: typed(space.buildingAreaMilli),
    inner: typed(space.innerAreaMilli),
    usable: typed(space.usableAreaMilli),
    height: typed(space.storeyHeightMm),
    priceClass: space.priceClass,
    houseType: space.houseType ?? "",
    settlement: space.settlement,
  };
}

/** A further space, with an id that no other has. */
export function newDraft(others: readonly SpaceDraft[]): SpaceDraft {
  const ids = new Set(others.map(({ id }) => id));
  let count = others.length + 1;
  while (ids.has(`space-${count}`)) count += 1;
  const areas = { billing: "", building: "", inner: "", usable: "" };
  const terms = { priceClass: "residential", houseType: "", settlement: "area" } as const;
  return { id: `space-${count}`, label: "", ...areas, height: "2.8", ...terms };
}

/** The space that was typed; null when something is missing or is no number. */
export function spaceOf(draft: SpaceDraft): HeatingSpace | null {
  const { id, label, priceClass, houseType, settlement } = draft;
  const type = houseType === "" ? {} : { houseType };
  const billingAreaMilli = typedNumber(draft.billing, SPACE_QUANTITIES.billing);
  const buildingAreaMilli = typedNumber(draft.building, SPACE_QUANTITIES.building);
  const innerAreaMilli = typedNumber(draft.inner, SPACE_QUANTITIES.inner);
  const usableAreaMilli = typedNumber(draft.usable, SPACE_QUANTITIES.usable);
  const storeyHeightMm = typedNumber(draft.height, SPACE_QUANTITIES.height);
  const sound =
    label.trim() !== "" &&
    billingAreaMilli !== null &&
    buildingAreaMilli !== null &&
    innerAreaMilli !== null &&
    usableAreaMilli !== null &&
    storeyHeightMm !== null;
  if (!sound) return null;
  const areas = { billingAreaMilli, buildingAreaMilli, innerAreaMilli, usableAreaMilli };
  return { id, label: label.trim(), ...areas, storeyHeightMm, priceClass, ...type, settlement };
}
