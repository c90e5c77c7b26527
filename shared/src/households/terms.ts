import { pinyin } from "pinyin-pro";
import { lineOf, nationalDigits } from "./phone.ts";
import type { Address, Household } from "./model.ts";

type Findable = Pick<Household, "number" | "name" | "people" | "phones" | "address" | "aliases">;

/**
 * What a household is found by as one types; every term is found by its beginning. Kept few, as
 * there are as many rows of the index: number, aliases, names with pinyin and initials, phones
 * whole and by their last four digits, the address in short with and without the building, and by
 * the initials of its community.
 */
export function termsOf(household: Findable): string[] {
  const { number, name, people, phones, address, aliases = [] } = household;
  const names = new Set([name, ...people.map((person) => person.name)]);
  const { community, building, unit, room } = shortParts(address);
  const stair = [building, unit, room].filter((part) => part !== "").join("-");
  const terms = [
    number,
    ...aliases.flatMap((alias) => aliasTerms(alias.number)),
    ...[...names].flatMap(nameTerms),
    ...phones.flatMap(phoneTerms),
    `${community}${stair}`,
    `${community}${room}`,
    `${initialsOf(community)}${stair}`,
  ];
  return [...new Set(terms)].filter((term) => term !== "");
}

/** The same of a customer: name with pinyin and initials, phones whole and by their last four. */
export function customerTerms({
  name,
  phones,
}: {
  readonly name: string;
  readonly phones: readonly string[];
}): string[] {
  const lines = [...new Set(phones.map(lineOf))];
  const terms = [...nameTerms(name), ...lines.flatMap(phoneTerms)];
  return [...new Set(terms)].filter((term) => term !== "");
}

function phoneTerms(phone: string): string[] {
  return [nationalDigits(phone), phone.slice(-4)];
}

/** As it is written, and as digits on their way are understood: without hyphens and trunk zero. */
function aliasTerms(number: string): string[] {
  const bare = fold(number).replaceAll("-", "");
  return [fold(number), bare, bare.replace(/^0(?=\d{3})/, "")];
}

function nameTerms(name: string): string[] {
  const folded = fold(name).replace(/\s/g, "");
  const syllables = syllablesOf(folded, "head");
  return [folded, syllables.join(""), syllables.map((syllable) => syllable.slice(0, 1)).join("")];
}

function initialsOf(text: string): string {
  const syllables = syllablesOf(text, "off");
  return syllables.map((part) => (/^[a-z]+$/.test(part) ? part.slice(0, 1) : part)).join("");
}

function syllablesOf(text: string, surname: "head" | "off"): string[] {
  return pinyin(text, { toneType: "none", type: "array", v: true, surname });
}

/** Full-width and half-width, capital and small are the same to whoever searches. */
function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase().trim();
}

interface ShortParts {
  readonly community: string;
  readonly building: string;
  readonly unit: string;
  readonly room: string;
}

function shortParts(address: Address): ShortParts {
  const bare = (part: string) => fold(part).replace(/(?:号楼|单元|[号栋幢座楼门室户#])$/u, "");
  return {
    community: fold(address.community).replace(COMMUNITY, ""),
    building: bare(address.building),
    unit: bare(address.unit),
    room: bare(address.room),
  };
}

const COMMUNITY = /[小社]区/gu;
const WORDS_MAX = 5;
const WORD_LENGTH_MAX = 40;
/** So many digits and nothing else are a number, with blanks for the eye only: `139 1234 5678`. */
const PHONE_DIGITS_MIN = 7;

/** What one typed, in the words in which terms are written. */
export interface Search {
  readonly description: readonly string[];
  /** All words as one: an address is often typed with blanks in it. */
  readonly joined: string;
}

/** What a find asks an index of terms for: all that begin so, up to the last code point. */
export function beginningWith(term: string): { readonly from: string; readonly to: string } {
  return { from: term, to: `${term}\u{10ffff}` };
}

/** `幸福里小区 3号楼 2单元501室` → words `幸福里`, `3-`, `2-501`, joined `幸福里3-2-501`. */
export function searchOf(text: string): Search {
  const folded = fold(text);
  if (/^[+\d\s()-]+$/.test(folded) && folded.replace(/\D/g, "").length >= PHONE_DIGITS_MIN) {
    const digits = shortDigits(folded.replace(/[^+\d]/g, "").slice(0, WORD_LENGTH_MAX));
    return { description: [digits], joined: digits };
  }
  const description = folded
    .split(/[\s,，、]+/u)
    .map(shortWord)
    .filter((word) => word !== "")
    .slice(0, WORDS_MAX);
  const joined = description.reduce(
    (all, word) => (/\d$/.test(all) && /^\d/.test(word) ? `${all}-${word}` : `${all}${word}`),
    "",
  );
  return { description, joined };
}

function shortWord(word: string): string {
  const short = word
    .slice(0, WORD_LENGTH_MAX)
    .replace(COMMUNITY, "")
    .replace(/([\da-z])(?:号楼|栋|幢|座|楼|#)-?/gu, "$1-")
    .replace(/(\d)(?:单元|门)-?/gu, "$1-")
    // The last word may be unfinished: `3号`, on its way to `3号楼`.
    .replace(/(\d)(?:室|户|号|单)$/u, "$1");
  return /^\+?[\d-]+$/.test(short) ? shortDigits(short) : short;
}

/** A phone as it may be typed: `+86 139…`, `0086139…`, `0315-2345678`. */
function shortDigits(word: string): string {
  const digits = word.replace(/^(?:\+|00)86-?/, "").replace(/^\+/, "");
  return /^0\d{2,3}-?\d/.test(digits) ? digits.slice(1).replace(/-/g, "") : digits;
}

/** Whether a household is meant by all of the description, or by all of them read as one. */
export function isMeant(household: Pick<Household, "terms" | "address">, search: Search): boolean {
  const begins = (word: string) => household.terms.some((term) => term.startsWith(word));
  if (begins(search.joined)) return true;
  const { community, building, unit, room } = shortParts(household.address);
  const district = fold(household.address.district);
  const inAddress = (word: string) => {
    const bare = word.replace(/-$/, "");
    const stair = [building, unit, room].join("-");
    return (
      [district, community, room].some((part) => part.startsWith(bare)) ||
      building === bare ||
      stair.startsWith(word)
    );
  };
  return search.description.every((word) => begins(word) || inAddress(word));
}

/** `幸福里3号楼2单元501`: as written on a bill; bare numbers get their description. */
export function addressLine({ community, building, unit, room }: Address): string {
  const written = (part: string, word: string) =>
    part === "" || /[号栋幢座楼元门]$/u.test(part) ? part : `${part}${word}`;
  return `${community}${written(building, "号楼")}${written(unit, "单元")}${room}`;
}
