import { ok, refuse, type Result } from "../kernel/result.ts";
import { addDays, type CityDate } from "../kernel/time.ts";
import type { Body } from "../store/collection.ts";
import type { OutdoorTemperature } from "./model.ts";

/** Two winters back: last year's days are compared, too. */
const BACK_DAYS = 800;
/** Nobody foretells the weather for longer. */
const AHEAD_DAYS = 10;

/** So many corrections are kept beside the value; who made them is in the audit trail. */
const FORMER_MAX = 10;

/** As it is written: entered for the first time, corrected, or taken back. */
export function nextTemperature(
  current: OutdoorTemperature | null,
  { day, lowestDeci }: Pick<OutdoorTemperature, "day" | "lowestDeci">,
): Body<OutdoorTemperature> {
  const next = { id: day, day, lowestDeci };
  if (current === null) return next;
  const former = [...(current.former ?? []), current.lowestDeci];
  return { ...next, former: former.slice(-FORMER_MAX) };
}

/** Whether a temperature may be of that day. Refusals: `day-too-far`. */
export function checkDay(day: CityDate, today: CityDate): Result<CityDate, "day-too-far"> {
  const near = addDays(today, -BACK_DAYS) <= day && day <= addDays(today, AHEAD_DAYS);
  return near ? ok(day) : refuse("day-too-far", { back: BACK_DAYS, ahead: AHEAD_DAYS });
}
