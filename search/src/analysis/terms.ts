import { lineOf, nationalDigits } from "@warmline/shared/households/phone.ts";
import type { Field } from "../entry.ts";
import {
  addressParts,
  namedInChinese,
  numberOf,
  UNIT_WORDS,
  withoutCommunity,
  withoutZeros,
  type AddressPart,
} from "./address.ts";
import {
  characters,
  folded,
  joined,
  part,
  pieces,
  readAs,
  replaced,
  type Marked,
} from "./marked.ts";
import { inArabic } from "./numerals.ts";
import { readingsOf } from "./readings.ts";

export const COLUMNS = ["codes", "names", "places", "words"] as const;
export type Column = (typeof COLUMNS)[number];

/** What an index holds of a field: a term is found by its beginning. */
export interface Term {
  readonly column: Column;
  readonly part: Marked;
  /** Where in the field's text that begins to which the places of `part` are relative. */
  readonly base: number;
  /** It stands for all of its field, or of one name in it, and not for the end of it. */
  readonly whole: boolean;
}

/** A shorter end of a number says nothing. */
export const TAIL_MIN = 4;
const LISTED = /[、,，;；/]+/gu;
const HAN = /\p{Script=Han}/u;

/** All that a field is found by, with the place in its text of every character. */
export function termsOf({ kind, text }: Field): Term[] {
  const marked = folded(text);
  switch (kind) {
    case "number":
      return codeTerms(replaced(marked, /[-\s]/gu, () => ""));
    case "phone":
      return codeTerms(dialled(text, marked));
    case "name":
      return pieces(marked, LISTED).flatMap(nameTerms);
    case "address":
      return addressTerms(marked);
    case "text":
      return wordTerms(marked);
  }
}

/** Without country code and extension: as people say it. */
function dialled(text: string, marked: Marked): Marked {
  const line = part(marked, 0, lineOf(text).length);
  const digits = replaced(line, /[-\s()]/gu, () => "");
  if (!digits.text.startsWith("+")) return digits;
  return part(digits, digits.text.length - nationalDigits(digits.text).length);
}

function codeTerms(code: Marked): Term[] {
  const last = Math.max(0, code.text.length - TAIL_MIN);
  return Array.from({ length: last + 1 }, (_, start) => ({
    column: "codes",
    part: part(code, start),
    base: 0,
    whole: start === 0,
  }));
}

function nameTerms(name: Marked): Term[] {
  const counted = inArabic(name);
  const ways = counted.text === name.text ? [name] : [name, counted];
  return ways.flatMap((one) => ends("names", syllables(one)));
}

/** Names of people and communities come again and again. */
const ENDS_KEPT_MAX = 50_000;
const endsKept = new Map<string, readonly End[]>();

type End = Pick<Term, "part" | "whole">;

/** So many characters at most has the name of a person, but of those with dots. */
const PERSON_MAX = 4;

/** From every character on, as written, in every reading, and by initials. */
function ends(column: Column, parts: readonly Marked[]): Term[] {
  const base = parts[0]?.from[0] ?? 0;
  const placed = parts.map((one) => shifted(one, base));
  const key = placed.map(({ text, from }) => `${text}${from[0]}`).join(" ");
  const known = endsKept.get(key) ?? endsOf(placed);
  if (endsKept.size >= ENDS_KEPT_MAX) endsKept.clear();
  endsKept.set(key, known);
  return known.map((end) => ({ ...end, column, base }));
}

function shifted({ text, from, to }: Marked, by: number): Marked {
  return { text, from: from.map((place) => place - by), to: to.map((place) => place - by) };
}

function endsOf(parts: readonly Marked[]): End[] {
  const text = parts.map((one) => one.text).join("");
  const rows = new Map<string, End>();
  const add = (end: Marked, whole: boolean) => {
    if (!rows.has(end.text)) rows.set(end.text, { part: end, whole });
  };
  const addEnds = (of: readonly Marked[]) => {
    const whole = joined(of);
    let start = 0;
    for (const each of of) {
      add(part(whole, start), start === 0);
      start += each.text.length;
    }
  };
  addEnds(parts);
  for (const reading of HAN.test(text) ? readingsOf(text) : []) {
    const read = parts.length === reading.length ? reading : Array.from(text);
    const spelt = parts.map((one, place) => readAs(read[place] ?? "", one));
    const initials = parts.map((one, place) => readAs(read[place]?.slice(0, 1) ?? "", one));
    addEnds(spelt);
    addEnds(initials);
    for (const one of begun(parts, spelt, initials)) add(one, true);
  }
  return [...rows.values()];
}

/**
 * A name begun in one way and ended in another: a surname in full and the rest in short (wangxy,
 * zhugekm), or in characters first and then in pinyin, while it is typed (王xiuying).
 */
function begun(
  parts: readonly Marked[],
  spelt: readonly Marked[],
  initials: readonly Marked[],
): Marked[] {
  const places = [...parts.keys()].slice(1);
  if (parts.length > PERSON_MAX) return [joined([...spelt.slice(0, 1), ...initials.slice(1)])];
  return places.flatMap((place) => [
    joined([...spelt.slice(0, place), ...initials.slice(place)]),
    joined([...parts.slice(0, place), ...spelt.slice(place)]),
  ]);
}

/** Its characters without the blanks between them. */
function syllables(name: Marked): Marked[] {
  return characters(name).filter((one) => one.text.trim() !== "");
}

function addressTerms(address: Marked): Term[] {
  const parts = addressParts(namedInChinese(address));
  const names = parts.filter(({ kind }) => kind === "name");
  const numbers = parts.filter(({ kind }) => kind !== "name");
  return [
    ...names.flatMap(({ part: name }) => [
      ...ends("places", syllables(name)),
      ...ends("places", syllables(withoutCommunity(name))),
    ]),
    ...stairTerms(numbers),
  ];
}

/** `3栋`, `2单元`, `501室`, and as a chain: `3-2-501`, `3-501`, `2-501`. */
function stairTerms(numbers: readonly AddressPart[]): Term[] {
  const links = numbers.flatMap((one) => {
    const split = one.kind === "chain" ? pieces(withoutZeros(one.part), /-/gu) : [numberOf(one)];
    return split.map((link, place) => ({ kind: kindOf(one, place, split.length), link }));
  });
  const term = (of: Marked): Term => ({ column: "places", part: of, base: 0, whole: true });
  const single = links.map(({ kind, link }) =>
    term(joined([link, readAs(UNIT_WORDS[kind], part(link, link.text.length - 1))])),
  );
  const chains = links.flatMap((_, start) =>
    chainsFrom(links.map(({ link }) => link).slice(start)),
  );
  return [...single, ...chains.map(term)];
}

function kindOf({ kind }: AddressPart, place: number, length: number): keyof typeof UNIT_WORDS {
  if (kind === "building" || kind === "unit" || kind === "room") return kind;
  if (kind === "number" || place === length - 1) return "room";
  return place === 0 ? "building" : "unit";
}

function chainsFrom(links: readonly Marked[]): Marked[] {
  const [first, second, third] = links;
  if (first === undefined || second === undefined) return [];
  const dash = (one: Marked) => readAs("-", part(one, 0, 1));
  const pair = (one: Marked, other: Marked) => joined([one, dash(other), other]);
  if (third === undefined) return [pair(first, second)];
  return [pair(pair(first, second), third), pair(first, third)];
}

/** Of Chinese every two characters that follow each other and the last one; other words whole. */
function wordTerms(text: Marked): Term[] {
  const terms = new Map<string, Term>();
  for (const run of pieces(text, /[^\p{L}\p{N}]+/gu).flatMap(scriptRuns)) {
    for (const gram of HAN.test(run.text) ? grams(run) : [run]) {
      if (terms.has(gram.text)) continue;
      terms.set(gram.text, { column: "words", part: gram, base: 0, whole: false });
    }
  }
  return [...terms.values()];
}

export function grams(run: Marked): Marked[] {
  const each = Array.from(run.text);
  let start = 0;
  return each.map((one, place) => {
    const gram = part(run, start, start + one.length + (each[place + 1]?.length ?? 0));
    start += one.length;
    return gram;
  });
}

/** `楼道3号灯ok` → `楼道`, `3`, `号灯`, `ok`. */
export function scriptRuns(word: Marked): Marked[] {
  const runs = word.text.matchAll(/[a-z']+|\d+|[^a-z'\d]+/gu);
  return [...runs].map(({ 0: run, index }) => part(word, index, index + run.length));
}
