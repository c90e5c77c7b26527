import { areaMilli } from "@warmline/shared/kernel/area.ts";
import { unitsOf } from "@warmline/shared/kernel/unit.ts";
import type { HeatingSpace, PriceClass, Settlement } from "@warmline/shared/households/model.ts";

/** A heated space as a form holds it: numbers as typed, square metres and metres. */
export interface SpaceDraft {
  id: string;
  label: string;
  billing: string;
  building: string;
  inner: string;
  usable: string;
  height: string;
  priceClass: PriceClass;
  settlement: Settlement;
}

/** 1/1000 m² from square metres as typed, 1/1000 m from metres; null when it is no number. */
export function thousandthsOf(text: string): number | null {
  return unitsOf(text.trim().replace(/[,，]/g, ""), 6, 3);
}

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
    settlement: space.settlement,
  };
}

/** A further space, with an id that no other has. */
export function newDraft(others: readonly SpaceDraft[]): SpaceDraft {
  const ids = new Set(others.map(({ id }) => id));
  let count = others.length + 1;
  while (ids.has(`space-${count}`)) count += 1;
  const areas = { billing: "", building: "", inner: "", usable: "" };
  const terms = { priceClass: "residential", settlement: "area" } as const;
  return { id: `space-${count}`, label: "", ...areas, height: "2.8", ...terms };
}

/** The space that was typed; null when something is missing or is no number. */
export function spaceOf(draft: SpaceDraft): HeatingSpace | null {
  const { id, label, priceClass, settlement } = draft;
  const [billing, building, inner, usable, storeyHeightMm] = [
    draft.billing,
    draft.building,
    draft.inner,
    draft.usable,
    draft.height,
  ].map(thousandthsOf);
  const sound =
    label.trim() !== "" &&
    typeof billing === "number" &&
    typeof building === "number" &&
    typeof inner === "number" &&
    typeof usable === "number" &&
    typeof storeyHeightMm === "number";
  if (!sound) return null;
  const areas = {
    billingAreaMilli: areaMilli(billing),
    buildingAreaMilli: areaMilli(building),
    innerAreaMilli: areaMilli(inner),
    usableAreaMilli: areaMilli(usable),
  };
  return { id, label: label.trim(), ...areas, storeyHeightMm, priceClass, settlement };
}
