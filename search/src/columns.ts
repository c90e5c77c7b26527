import { COLUMNS, termsOf, type Column } from "./analysis/terms.ts";
import type { SearchEntry } from "./entry.ts";

/** The terms of each column, in the order of `COLUMNS`, each once. */
export function columnsOf({ fields }: SearchEntry): string[][] {
  const rows = new Map<Column, Set<string>>(COLUMNS.map((column) => [column, new Set()]));
  for (const field of fields) {
    for (const { column, part } of termsOf(field)) rows.get(column)?.add(part.text);
  }
  return COLUMNS.map((column) => [...(rows.get(column) ?? [])]);
}
