import { termsOf, type Column, type Term } from "./analysis/terms.ts";
import type { Field } from "./entry.ts";
import { isNear } from "./near.ts";
import type { Expression, How } from "./query.ts";

/** A stretch of a field's text that was looked for, in UTF-16 units. */
export interface Range {
  readonly field: number;
  readonly from: number;
  readonly to: number;
}

export interface Match {
  /** How well, from 0 to 1: whole before beginning, beginning before middle, names before text. */
  readonly score: number;
  readonly ranges: readonly Range[];
}

type FieldTerm = Term & { readonly field: number };
type Terms = Readonly<Record<Column, readonly FieldTerm[]>>;

/** Whether and where the fields meet the demand; null: they do not. */
export function matchOf(fields: readonly Field[], expression: Expression): Match | null {
  const found = evaluate(byColumn(fields), expression);
  return found === null ? null : { ...found, ranges: merged(found.ranges) };
}

function byColumn(fields: readonly Field[]): Terms {
  const terms: Record<Column, FieldTerm[]> = { codes: [], names: [], places: [], words: [] };
  for (const [field, one] of fields.entries()) {
    for (const term of termsOf(one)) terms[term.column].push({ ...term, field });
  }
  return terms;
}

function evaluate(terms: Terms, expression: Expression): Match | null {
  if ("all" in expression) return every(expression.all.map((one) => evaluate(terms, one)));
  if ("any" in expression) return best(expression.any.map((one) => evaluate(terms, one)));
  const { in: columns, how, text } = expression;
  const meets = MEETS[how];
  let top: { readonly term: FieldTerm; readonly score: number } | null = null;
  for (const term of columns.flatMap((column) => terms[column])) {
    if (!meets(term.part.text, text)) continue;
    const score = scoreOf(term, how, text);
    if (top === null || score > top.score) top = { term, score };
  }
  return top === null ? null : { score: top.score, ranges: [rangeOf(top.term, how, text)] };
}

function rangeOf({ part, field, base }: FieldTerm, how: How, text: string): Range {
  const { from, to } = part;
  const last = how === "near" ? to.length - 1 : text.length - 1;
  return { field, from: base + (from[0] ?? 0), to: base + (to[last] ?? 0) };
}

const MEETS: Readonly<Record<How, (term: string, text: string) => boolean>> = {
  begins: (term, text) => term.startsWith(text),
  equals: (term, text) => term === text,
  near: isNear,
};

/** A number that goes on is another one: 3 is not 32. */
const GOES_ON = /^[\da-z]/u;

function scoreOf({ column, part, whole }: Term, how: How, text: string): number {
  if (how === "near") return 0.2;
  if (column === "words") return 0.3;
  const rest = part.text.slice(text.length);
  const ended = rest === "" || (column === "places" && !GOES_ON.test(rest));
  if (ended) return whole ? 1 : 0.7;
  return whole ? 0.8 : 0.5;
}

function every(found: readonly (Match | null)[]): Match | null {
  const all = found.filter((one) => one !== null);
  if (all.length < found.length || all.length === 0) return null;
  const score = all.reduce((sum, one) => sum + one.score, 0) / all.length;
  return { score, ranges: all.flatMap(({ ranges }) => ranges) };
}

function best(found: readonly (Match | null)[]): Match | null {
  return found.reduce<Match | null>(
    (top, one) => (one !== null && (top === null || one.score > top.score) ? one : top),
    null,
  );
}

function merged(ranges: readonly Range[]): Range[] {
  const rows: Range[] = [];
  for (const one of ranges.toSorted((a, b) => a.field - b.field || a.from - b.from)) {
    const last = rows.at(-1);
    if (last === undefined || last.field !== one.field || last.to < one.from) rows.push(one);
    else if (one.to > last.to) rows[rows.length - 1] = { ...last, to: one.to };
  }
  return rows;
}
