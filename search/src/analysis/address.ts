import { part, pieces, replaced, type Marked } from "./marked.ts";
import { arabic, chinese, NUMERAL } from "./numerals.ts";

/** A part of an address: a name, or a number in the one way in which its kind is written. */
export interface AddressPart {
  readonly kind: "name" | "building" | "unit" | "room" | "number" | "chain";
  readonly part: Marked;
}

/** The word behind a number, in the one way in which its kind is written. */
export const UNIT_WORDS = { building: "栋", unit: "单元", room: "室" } as const;

/** Before the word of its kind, or behind another such word: 二单元五〇一. */
const COUNTED = new RegExp(
  [
    `${NUMERAL}(?=号?[楼栋幢座]|单元|[号门室户层#])`,
    `(?<=[楼栋幢座元门号#-])${NUMERAL}(?!\\p{Script=Han})`,
  ].join("|"),
  "gu",
);
/** In a name: 二期, 三元里. */
const NAMED = /(?<![\d-])\d{1,2}(?=(?![号楼栋幢座单门室户层])\p{Script=Han})/gu;
const CHAIN = String.raw`(?<![\d-])(?:\d{1,4}|(?<![a-z])[a-z])(?:-[\da-z]{1,5}){1,2}(?![\da-z-])`;
const BUILDING = String.raw`(?:\d{1,4}|(?<![a-z])[a-z])(?:号[楼栋幢座]|#楼|[楼栋幢座#])`;
const UNIT = String.raw`(?:\d{1,3}|(?<![a-z])[a-z])(?:单元|门)`;
const ROOM = String.raw`\d{1,5}(?:号?[室户房])`;
const PARTS = new RegExp(
  [
    `(?<chain>${CHAIN})|(?<building>${BUILDING})|(?<unit>${UNIT})|(?<room>${ROOM})`,
    String.raw`(?<number>\d+)(?:号|单)?`,
  ].join("|"),
  "gu",
);
/** What separates parts of an address and says nothing. */
const BETWEEN = /[\s,，、()（）【】[\]:：-]+/gu;

/**
 * The parts of an address in whatever order and writing: `幸福里小区三号楼 2单元501`, `3#2-501`. In
 * words as `words` are, one part after the other.
 */
export function addressParts(address: Marked): AddressPart[] {
  const plain = replaced(address, COUNTED, arabic);
  const found: AddressPart[] = [];
  let done = 0;
  for (const match of plain.text.matchAll(PARTS)) {
    found.push(...names(part(plain, done, match.index)));
    done = match.index + match[0].length;
    found.push(numbered(match.groups ?? {}, part(plain, match.index, done)));
  }
  return [...found, ...names(part(plain, done))];
}

function names(between: Marked): AddressPart[] {
  return pieces(between, BETWEEN).map((name) => ({ kind: "name", part: name }));
}

function numbered(groups: Readonly<Record<string, string>>, whole: Marked): AddressPart {
  const { chain, building, unit, room, number = "" } = groups;
  if (chain !== undefined) return { kind: "chain", part: whole };
  if (building !== undefined) return { kind: "building", part: whole };
  if (unit !== undefined) return { kind: "unit", part: whole };
  if (room !== undefined) return { kind: "room", part: whole };
  return { kind: "number", part: part(whole, 0, number.length) };
}

/** The number of a part without the word behind it and without zeros before it. */
export function numberOf({ part: marked }: AddressPart): Marked {
  const length = /^(?:\d+|[a-z])/.exec(marked.text)?.[0].length;
  return withoutZeros(part(marked, 0, length));
}

/** `03-02-501` → `3-2-501`. */
export function withoutZeros(numbers: Marked): Marked {
  return replaced(numbers, /(?<![\da-z])0+(?=\d)/gu, () => "");
}

/** With the numerals within names in Chinese: `2期` → `二期`. */
export function namedInChinese(address: Marked): Marked {
  return replaced(address, NAMED, chinese);
}

/** 小区 and 社区 behind a community's name, which half of all people leave out. */
export function withoutCommunity(name: Marked): Marked {
  const bare = replaced(name, /[小社]区/gu, () => "");
  return bare.text === "" ? name : bare;
}
