import { instantOf, type Instant } from "@warmline/shared/kernel/time.ts";
const CITY_OFFSET_MS = 8 * 3_600_000;

/** `YYYY-MM-DDTHH:MM` on the city's clock, as a field for date and time has it. */
export function toCityField(at: Instant): string {
  return new Date(at + CITY_OFFSET_MS).toISOString().slice(0, 16);
}

export function fromCityField(text: string): Instant {
  return instantOf(Date.parse(`${text}:00Z`) - CITY_OFFSET_MS);
}
