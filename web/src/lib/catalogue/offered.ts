import type { ChargingRule } from "@warmline/shared/catalogue/charging-rule.ts";
import { isOffered, type AnyRow } from "@warmline/shared/catalogue/catalogue.ts";
import type { CityDate } from "@warmline/shared/kernel/time.ts";

/** How a row stands today, with the day that says so. */
export function offeredState(
  { from, until }: Pick<AnyRow, "from" | "until">,
  today: CityDate,
): { readonly state: "now" | "until" | "from" | "ended"; readonly day: CityDate } {
  if (until !== undefined && until <= today) return { state: "ended", day: until };
  if (!isOffered({ from }, today)) return { state: "from", day: from ?? "" };
  return until === undefined ? { state: "now", day: "" } : { state: "until", day: until };
}

/** Rates of VAT and ladders of dunning hold for days, other rules for seasons. */
export function daysOfRule(kind: ChargingRule["kind"]): "vat" | "rule" {
  return kind === "vat" || kind === "dunning" ? "vat" : "rule";
}
