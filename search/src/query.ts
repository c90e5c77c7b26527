import { SOUGHT_MAX, type SearchLevel } from "@warmline/shared/search/kinds.ts";
import {
  addressParts,
  namedInChinese,
  numberOf,
  UNIT_WORDS,
  withoutZeros,
  type AddressPart,
} from "./analysis/address.ts";
import { characters, folded, joined, pieces, replaced, type Marked } from "./analysis/marked.ts";
import { inArabic } from "./analysis/numerals.ts";
import { readingsOf } from "./analysis/readings.ts";
import { grams, scriptRuns, TAIL_MIN, type Column } from "./analysis/terms.ts";

/** How a term of an entry must be to what was typed; `near`: one letter wrong, missing or more. */
export type How = "begins" | "equals" | "near";

export type Expression =
  | { readonly all: readonly Expression[] }
  | { readonly any: readonly Expression[] }
  | { readonly in: readonly Column[]; readonly how: How; readonly text: string };

const WORDS_MAX = 6;
/** So many digits and nothing else are a number, with blanks for the eye only: `139 1234 5678`. */
const NUMBER_DIGITS_MIN = 7;
const SEPARATORS = /[\s,，、;；]+/gu;

/**
 * What somebody typed, as a demand on the terms of an entry: every word must match, in any order.
 * Null where nothing can be looked for.
 */
export function expressionOf(typed: string, level: SearchLevel): Expression | null {
  const words = wordsOf(typed, level);
  if (words.length === 0) return null;
  return { all: words.map((word) => anyOf(readingsAt(word, level))) };
}

/** What stands before a number that was copied with it, and blanks within words in pinyin. */
const UNSAID =
  /(?:户号|单号|票号|电话|手机)[号是:]*\s*(?=[+(\d])|(?<=\dhao) +(?=lou)|(?<=\ddan) +(?=yuan)/gu;

/** `3 2 501`: blanks between the numbers of an address, which have an order. */
const CHAINED = /(?<=(?:^|\s)\d{1,3})\s+(?=\d{1,4}(?:\s|$))/gu;

function wordsOf(typed: string, level: SearchLevel): Marked[] {
  const said = replaced(folded(typed.slice(0, SOUGHT_MAX)), UNSAID, () => "");
  const text = level === "typed" ? replaced(said, CHAINED, () => "-") : said;
  const digits = text.text.replace(/\D/gu, "");
  if (/^[+\d\s()-]+$/u.test(said.text) && digits.length >= NUMBER_DIGITS_MIN) {
    return [replaced(said, /[\s()]/gu, () => "")];
  }
  return pieces(text, SEPARATORS).slice(0, WORDS_MAX);
}

function readingsAt(word: Marked, level: SearchLevel): Expression[] {
  const typed = asTyped(word);
  if (level === "typed") return typed;
  const apart = [...typed, ...inWords(word)];
  return level === "words" ? apart : [...apart, ...forgiving(word)];
}

/** As a number, as a name, as an address, and by the runs of each script in it. */
function asTyped(word: Marked): Expression[] {
  const { text } = word;
  const runs = scriptRuns(word);
  const found = [allOf(runs.map((run) => ofRun(run.text))), ...asCode(text)];
  if (runs.length > 1) found.push(begins(["names"], text));
  const counted = inArabic(word).text;
  if (counted !== text) found.push(begins(["names"], counted));
  const spelt = replaced(word, SPELT, (spelling) => SPELLINGS[spelling] ?? "");
  const named = namedInChinese(spelt);
  for (const way of named.text === spelt.text ? [spelt] : [spelt, named]) {
    const address = addressParts(way);
    const numbered = way !== spelt || address.some(({ kind }) => kind !== "name");
    if (numbered) found.push(allOf(address.map(ofAddress)));
  }
  return found;
}

/** The words of an address in pinyin, behind a number or a name. */
const SPELLINGS: Readonly<Record<string, string>> = {
  haolou: "号楼",
  hao: "号",
  dong: "栋",
  danyuan: "单元",
  shi: "室",
};
const SPELT =
  /(?<=\d)(?:haolou|danyuan|dong|shi|hao)(?![a-z])|(?<=\d)(?:haolou|danyuan|dong)(?=\d)/gu;

/** 分机, behind a number that is whole without it. */
const EXTENSION = /(?<=\d{7})(?:转|分机|ext|x|-)\d{1,6}$/u;

function asCode(text: string): Expression[] {
  if (!/^[+\d\p{L}-]*\d[\d\p{L}-]*$/u.test(text)) return [];
  const bare = text.replaceAll("-", "");
  if (bare.length < TAIL_MIN) return [];
  const line = text.replace(EXTENSION, "").replaceAll("-", "");
  const digits = line.replace(/^(?:\+86|0086|\+|86(?=1\d{10}$))/u, "");
  const dialled = digits.replace(/^0(?=[1-9]\d{4,}$)/u, "");
  return [...new Set([bare, line, digits, dialled])].map((code) => begins(["codes"], code));
}

function ofRun(text: string): Expression {
  if (/^\d+$/u.test(text)) {
    const written = begins(["places", "words", "names"], text);
    return text.length < TAIL_MIN ? written : anyOf([written, begins(["codes"], text)]);
  }
  if (/^[a-z']+$/u.test(text)) {
    return begins(
      ["names", "places", "words"],
      text.replaceAll("'", "").replace(/(?<=[jqxy])v/gu, "u"),
    );
  }
  return anyOf([begins(["names", "places"], text), inText(text)]);
}

/** Words of a text are kept by twos. */
function inText(text: string): Expression {
  const each = grams(folded(text)).map((gram) => gram.text);
  if (each.length < 2) return begins(["words"], text);
  return allOf(each.slice(0, -1).map((gram) => equals(["words"], gram)));
}

function ofAddress(address: AddressPart): Expression {
  const { kind, part } = address;
  if (kind === "name") return allOf(scriptRuns(part).map((run) => ofRun(run.text)));
  if (kind === "number") return ofRun(part.text);
  if (kind === "chain") return begins(["places"], withoutZeros(part).text);
  return equals(["places"], `${numberOf(address).text}${UNIT_WORDS[kind]}`);
}

const segmenter = new Intl.Segmenter("zh", { granularity: "word" });

/** 暖气不热 is also 暖气 … 不热: its words, wherever they stand; but 3-2-501 is not 2-3-501. */
function inWords({ text }: Marked): Expression[] {
  const said = text.split(/(\d+(?:-\d+)+)/u).flatMap((part) => {
    if (/^\d+-/u.test(part)) return [part];
    const segments = [...segmenter.segment(part)].map(({ segment }) => segment);
    return segments.filter((segment) => /[\p{L}\p{N}]/u.test(segment));
  });
  return said.length < 2 ? [] : [allOf(said.map(ofSaid))];
}

function ofSaid(said: string): Expression {
  return said.includes("-") ? anyOf([begins(["places"], said), ...asCode(said)]) : ofRun(said);
}

const TYPO_CHARACTERS_MIN = 3;
const TYPO_LETTERS_MIN = 5;

/** One character wrong, by sound (秀音 for 秀英) or by sight, or one letter or digit. */
function forgiving(word: Marked): Expression[] {
  const { text } = word;
  if (/^\d+$/u.test(text)) return text.length < 6 ? [] : [near(["codes"], text)];
  if (/^[a-z]+$/u.test(text)) {
    return text.length < TYPO_LETTERS_MIN ? [] : [near(["names", "places"], text)];
  }
  const each = characters(word);
  if (each.length < TYPO_CHARACTERS_MIN || /[\da-z]/u.test(text)) return [];
  const bySight = each.map((_, place) => {
    const parts = [each.slice(0, place), each.slice(place + 1)].filter(({ length }) => length > 0);
    return allOf(parts.map((some) => ofRun(joined(some).text)));
  });
  const bySound = readingsOf(text).map((reading) => near(["names", "places"], reading.join("")));
  return [...bySound, ...bySight];
}

const begins = (columns: readonly Column[], text: string) => leaf(columns, "begins", text);
const equals = (columns: readonly Column[], text: string) => leaf(columns, "equals", text);
const near = (columns: readonly Column[], text: string) => leaf(columns, "near", text);

function leaf(columns: readonly Column[], how: How, text: string): Expression {
  return { in: columns, how, text };
}

function allOf(all: readonly Expression[]): Expression {
  return all.length === 1 ? all[0]! : { all };
}

function anyOf(any: readonly Expression[]): Expression {
  return any.length === 1 ? any[0]! : { any };
}
