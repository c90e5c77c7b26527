import { COLUMNS, termsOf } from "./analysis/terms.ts";
import type { SearchEntry } from "./entry.ts";

/** The terms of each column, in the order of `COLUMNS`, each once. */
export function columnsOf({ fields }: SearchEntry): string[][] {
  const rows = fields.flatMap(termsOf);
  return COLUMNS.map((column) => {
    const own = rows.filter((row) => row.column === column);
    return [...new Set(own.map((row) => row.part.text))];
  });
}
