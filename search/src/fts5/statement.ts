import type { Column } from "../analysis/terms.ts";
import type { Where } from "../port.ts";
import type { Expression } from "../query.ts";
import { token } from "./schema.ts";

/**
 * A demand as FTS5 takes it. It knows no distance: what is near is found by either half, and by
 * whoever reads on held to the letter.
 */
export function statementOf(expression: Expression, where: Where): string {
  const tags = where.map((any) => `tags : (${any.map((tag) => quoted(tag)).join(" OR ")})`);
  return [`(${rendered(expression)})`, ...tags].join(" AND ");
}

function rendered(expression: Expression): string {
  if ("all" in expression) return `(${expression.all.map(rendered).join(" AND ")})`;
  if ("any" in expression) return `(${expression.any.map(rendered).join(" OR ")})`;
  const { in: columns, how, text } = expression;
  if (how === "equals") return inColumns(columns, quoted(text));
  if (how === "begins") return inColumns(columns, `${quoted(text)} *`);
  return `(${nearly(text)
    .map((one) => inColumns(columns, one))
    .join(" OR ")})`;
}

/** A shorter end of a word stands in too many others. */
const TAIL_MIN = 3;
/** As long as a syllable may be: every name's terms begin at its syllables. */
const SYLLABLE_MAX = 6;

/**
 * What a term that is near must begin with when its typo stands in the second half, and one of what
 * it must end in when in the first; two letters swapped in the middle are in both.
 */
function nearly(text: string): string[] {
  const half = Math.ceil(text.length / 2);
  const starts = Array.from({ length: half + SYLLABLE_MAX }, (_, place) => place + 1);
  const tails = starts.map((start) => text.slice(start)).filter((tail) => tail.length >= TAIL_MIN);
  const middle = `${text[half] ?? ""}${text[half - 1] ?? ""}`;
  const swapped = `${text.slice(0, half - 1)}${middle}${text.slice(half + 1)}`;
  return [`${quoted(text.slice(0, half))} *`, ...[swapped, ...tails].map(quoted)];
}

function inColumns(columns: readonly Column[], what: string): string {
  return `{${columns.join(" ")}} : ${what}`;
}

function quoted(term: string): string {
  return `"${token(term)}"`;
}
