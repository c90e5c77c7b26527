import { termsOf, type Column } from "./analysis/terms.ts";
import type { Marked } from "./analysis/marked.ts";
import { termsIn, type HeldTerm } from "./columns.ts";
import type { Field } from "./entry.ts";
import { isNear } from "./near.ts";
import type { Expression, How } from "./query.ts";

/** A stretch of a field's text that was looked for, in UTF-16 units. */
export interface Range {
  readonly field: number;
  readonly from: number;
  readonly to: number;
}

/** In a column the terms that begin so; from where they are read is nothing to whoever compares. */
type Lookup<T extends HeldTerm> = (column: Column, beginning: string) => readonly T[];

/** A term that what was typed was found in. */
interface Found<T extends HeldTerm> {
  readonly term: T;
  readonly how: How;
  readonly text: string;
}

interface Match<T extends HeldTerm> {
  readonly score: number;
  readonly found: readonly Found<T>[];
}

/**
 * How well the terms of an entry meet the demand, from 0 to 1: whole before beginning, beginning
 * before middle, names before text; null: they do not. `lines` as they are kept beside the entry.
 */
export function scoreOf(lines: string, expression: Expression): number | null {
  const match = evaluate((column, beginning) => termsIn(lines, column, beginning), expression);
  return match === null ? null : match.score;
}

/** Where in the fields of an entry stands what was looked for. */
export function rangesOf(fields: readonly Field[], expression: Expression): readonly Range[] {
  const terms = placedTerms(fields);
  const of = (column: Column, beginning: string) =>
    terms[column].filter(({ text }) => text.startsWith(beginning));
  return merged(evaluate(of, expression)?.found.map(rangeOf) ?? []);
}

type PlacedTerm = HeldTerm & {
  readonly part: Marked;
  readonly base: number;
  readonly field: number;
};

function placedTerms(fields: readonly Field[]): Record<Column, PlacedTerm[]> {
  const terms: Record<Column, PlacedTerm[]> = { codes: [], names: [], places: [], words: [] };
  for (const [field, one] of fields.entries()) {
    for (const term of termsOf(one)) {
      terms[term.column].push({ ...term, text: term.part.text, field });
    }
  }
  return terms;
}

function evaluate<T extends HeldTerm>(lookup: Lookup<T>, expression: Expression): Match<T> | null {
  if ("all" in expression) return every(expression.all.map((one) => evaluate(lookup, one)));
  if ("any" in expression) return best(expression.any.map((one) => evaluate(lookup, one)));
  const { in: columns, how, text } = expression;
  const meets = MEETS[how];
  let top: { readonly term: T; readonly score: number } | null = null;
  for (const term of columns.flatMap((column) => lookup(column, how === "near" ? "" : text))) {
    if (!meets(term.text, text)) continue;
    const score = scoreOfTerm(term, how, text);
    if (top === null || score > top.score) top = { term, score };
  }
  return top === null ? null : { score: top.score, found: [{ term: top.term, how, text }] };
}

function rangeOf({ term: { part, field, base }, how, text }: Found<PlacedTerm>): Range {
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

function scoreOfTerm({ column, text: term, whole }: HeldTerm, how: How, text: string): number {
  if (how === "near") return 0.2;
  if (column === "words") return 0.3;
  const rest = term.slice(text.length);
  const ended = rest === "" || (column === "places" && !GOES_ON.test(rest));
  if (ended) return whole ? 1 : 0.7;
  return whole ? 0.8 : 0.5;
}

function every<T extends HeldTerm>(matches: readonly (Match<T> | null)[]): Match<T> | null {
  const all = matches.filter((one) => one !== null);
  if (all.length < matches.length || all.length === 0) return null;
  const score = all.reduce((sum, one) => sum + one.score, 0) / all.length;
  return { score, found: all.flatMap(({ found }) => found) };
}

function best<T extends HeldTerm>(matches: readonly (Match<T> | null)[]): Match<T> | null {
  return matches.reduce(
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
