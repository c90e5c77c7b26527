import { ok, refuse, type Result } from "../kernel/result.ts";
import type { HeatingSpace } from "./model.ts";

/**
 * Areas that contradict one another are refused: the inner area is part of the building area, the
 * usable one part of the inner; what is charged is more than nothing. Ids tell spaces apart.
 */
export function checkSpaces(spaces: readonly HeatingSpace[]): Result<true, "area-wrong"> {
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
