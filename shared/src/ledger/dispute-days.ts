import { addDays, type CityDate } from "../kernel/time.ts";
import type { Entry } from "./entry.ts";
import type { Days } from "./overdue.ts";

/**
 * 争议期间: by item the days that began while it was disputed, by the end of a day. They earn no late
 * fee, however it was settled: whoever waits for our answer is not late for as long as it takes.
 */
export function disputedDays(
  entries: readonly Pick<Entry, "detail" | "bookedOn">[],
  until: CityDate,
): ReadonlyMap<string, readonly Days[]> {
  const days = new Map<string, Days[]>();
  const begun = new Map<string, CityDate>();
  const end = (itemId: string, to: CityDate) => {
    const from = begun.get(itemId);
    begun.delete(itemId);
    if (from === undefined || from > to) return;
    days.set(itemId, [...(days.get(itemId) ?? []), { from, to }]);
  };
  for (const { detail, bookedOn } of entries) {
    if (bookedOn > until) continue;
    if (detail.kind === "dispute") {
      for (const { itemId } of detail.items) begun.set(itemId, addDays(bookedOn, 1));
    }
    if (detail.kind === "disputeSettled") {
      for (const { itemId } of detail.items) end(itemId, bookedOn);
    }
  }
  for (const itemId of begun.keys()) end(itemId, until);
  return days;
}
