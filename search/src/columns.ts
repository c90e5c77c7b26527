import { COLUMNS, termsOf, type Column } from "./analysis/terms.ts";
import type { SearchEntry } from "./entry.ts";

/** What an index holds of a field, without its place in the text. */
export interface HeldTerm {
  readonly column: Column;
  readonly text: string;
  /** It stands for all of its field, or of one name in it, and not for the end of it. */
  readonly whole: boolean;
}

/** The terms of an entry, each once in its column; whole where it is so in any field. */
export function heldTerms({ fields }: Pick<SearchEntry, "fields">): HeldTerm[] {
  const rows = new Map<string, HeldTerm>();
  for (const { column, part, whole } of fields.flatMap(termsOf)) {
    const key = `${column} ${part.text}`;
    if (whole || !rows.has(key)) rows.set(key, { column, text: part.text, whole });
  }
  return [...rows.values()];
}

/** In the order of `COLUMNS`, as engines take them. */
export function columnsOf(terms: readonly HeldTerm[]): string[][] {
  const rows = new Map<Column, string[]>(COLUMNS.map((column) => [column, []]));
  for (const { column, text } of terms) rows.get(column)?.push(text);
  return [...rows.values()];
}

/**
 * Terms as they are kept beside their entry, a line each: what is found is so held to what was
 * typed without its texts being analysed again. `n=` begins a whole name, `n-` the end of one.
 */
export function linesOf(terms: readonly HeldTerm[]): string {
  const lines = terms.map(({ column, text, whole }) => `${headOf(column, whole)}${text}`);
  return `\n${lines.join("\n")}\n`;
}

/** Those of a column that begin so, of lines as `linesOf` makes them. */
export function termsIn(lines: string, column: Column, beginning: string): HeldTerm[] {
  return [true, false].flatMap((whole) => {
    const found: HeldTerm[] = [];
    const head = `\n${headOf(column, whole)}`;
    for (let at = lines.indexOf(`${head}${beginning}`); at >= 0;) {
      const end = lines.indexOf("\n", at + 1);
      found.push({ column, text: lines.slice(at + head.length, end), whole });
      at = lines.indexOf(`${head}${beginning}`, end);
    }
    return found;
  });
}

function headOf(column: Column, whole: boolean): string {
  return `${column[0]}${whole ? "=" : "-"}`;
}
