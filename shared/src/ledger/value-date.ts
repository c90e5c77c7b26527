import { refuse, type Refusal } from "../kernel/result.ts";
import { addDays, type CityDate } from "../kernel/time.ts";
import type { Tender } from "./lines.ts";

/** So far back a bank's slip may be brought to a counter. */
export const VALUE_DATE_DAYS_MAX = 30;

export type ValueDateCode = "value-date-not-bank" | "value-date-later" | "value-date-earlier";

/**
 * 起息日: the day on which a bank had the money, where that is not the day on which the slip is
 * brought; the payment counts from then. `today` is the day of the books. Refusals, in this order:
 * `value-date-not-bank` (some of it did not come by bank); `value-date-later` (than today);
 * `value-date-earlier` (more than 30 days before).
 */
export function refuseValueDate(
  valueDate: CityDate | undefined,
  tenders: readonly Pick<Tender, "method">[],
  today: CityDate,
): Refusal<ValueDateCode> | null {
  if (valueDate === undefined) return null;
  if (tenders.some(({ method }) => method !== "bank")) return refuse("value-date-not-bank");
  if (valueDate > today) return refuse("value-date-later");
  const from = addDays(today, -VALUE_DATE_DAYS_MAX);
  return valueDate < from ? refuse("value-date-earlier", { from }) : null;
}
