import type { DuckDBDateValue as DateValue } from "@duckdb/node-api";
import { daysInclusive, type CityDate } from "@warmline/shared/kernel/time.ts";

/** Days as DuckDB has them, each made once. */
export async function dates(): Promise<(day: CityDate) => DateValue> {
  const { DuckDBDateValue } = await import("@duckdb/node-api");
  const days = new Map<CityDate, DateValue>();
  return (day) => {
    const known = days.get(day) ?? new DuckDBDateValue(daysSince1970(day));
    days.set(day, known);
    return known;
  };
}

function daysSince1970(day: CityDate): number {
  return daysInclusive("1970-01-01", day) - 1;
}
