import { pinyin } from "pinyin-pro";

/** Of a longer name the readings by their context are taken, not every one of every character. */
const EVERY_READING_MAX = 4;
const READINGS_MAX = 24;
const KEPT_MAX = 50_000;

const kept = new Map<string, readonly Reading[]>();

/** The syllables of a text, one a character; what is no Chinese character stays as it is. */
export type Reading = readonly string[];

/**
 * How a text may be read in pinyin: a short one, as a person's name is, by every reading of every
 * character; a longer one as a phrase and as a name, because 解 and 乐 are read otherwise in a
 * surname, and with one character read in another way. ü is written v, u and yu.
 */
export function readingsOf(text: string): readonly Reading[] {
  const known = kept.get(text);
  if (known !== undefined) return known;
  const readings = [...distinct(allReadings(text))];
  if (kept.size >= KEPT_MAX) kept.clear();
  kept.set(text, readings);
  return readings;
}

function allReadings(text: string): Reading[] {
  const characters = Array.from(text);
  if (characters.length <= EVERY_READING_MAX) return product(characters.map(everySyllable));
  return (["off", "head"] as const).flatMap((surname) => {
    const read = pinyin(text, { toneType: "none", type: "array", v: true, surname });
    // Read together or apart, a syllable must stand for each character, or none can be shown.
    const syllables = read.length === characters.length ? read : characters.map(oneSyllable);
    return [...product(syllables.map(spellings)), ...oneOtherwise(characters, syllables)];
  });
}

/** 便宜坊 is read otherwise than 便宜: one character after the other by its other readings. */
function oneOtherwise(characters: readonly string[], read: Reading): Reading[] {
  return characters.flatMap((character, place) =>
    everySyllable(character).map((syllable) => read.with(place, syllable)),
  );
}

function everySyllable(character: string): string[] {
  const read = pinyin(character, { toneType: "none", type: "array", v: true, multiple: true });
  return [...new Set(read.flatMap(spellings))];
}

function oneSyllable(character: string): string {
  return everySyllable(character)[0] ?? character;
}

function spellings(syllable: string): string[] {
  const [, initial, rest = ""] = /^([ln])v(e?)$/.exec(syllable) ?? [];
  if (initial === undefined) return [syllable];
  return [syllable, `${initial}u${rest}`, `${initial}yu${rest}`];
}

function product(choices: readonly (readonly string[])[]): Reading[] {
  return choices.reduce<Reading[]>(
    (all, each) => all.flatMap((head) => each.map((one) => [...head, one])).slice(0, READINGS_MAX),
    [[]],
  );
}

function distinct(readings: readonly Reading[]): Iterable<Reading> {
  return new Map(readings.map((one) => [one.join("'"), one])).values();
}
