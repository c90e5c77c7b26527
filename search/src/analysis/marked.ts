/**
 * A text that was folded, cut or read out in another script, and of each of its characters from
 * where to where it stands in the source: what a search hit can so be shown in what was written.
 */
export interface Marked {
  readonly text: string;
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** 间隔号 of every kind; a name is found with any of them or none. */
const DOTS = /[·•・．‧∙⋅●᛫.]/u;
/** Dashes of every width. */
const DASHES = /[‐‑‒–—―−]/u;

/**
 * As whoever searches sees no difference: full-width and half-width, capital and small, with accent
 * and without are the same. Dots within names become blanks.
 */
export function folded(source: string): Marked {
  let place = 0;
  const text: string[] = [];
  const from: number[] = [];
  const to: number[] = [];
  for (const character of source) {
    const plain = plainOf(character);
    for (const unit of plain.split("")) {
      text.push(unit);
      from.push(place);
      to.push(place + character.length);
    }
    place += character.length;
  }
  return { text: text.join(""), from, to };
}

/** Few of all characters are ever written. */
const plain = new Map<string, string>();

function plainOf(character: string): string {
  const known = plain.get(character);
  if (known !== undefined) return known;
  const found = folding(character);
  plain.set(character, found);
  return found;
}

function folding(character: string): string {
  if (DOTS.test(character)) return " ";
  if (DASHES.test(character)) return "-";
  return character.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** The places of most parts are never asked for. */
class Part implements Marked {
  readonly text: string;
  readonly #of: Marked;
  readonly #start: number;

  constructor(of: Marked, start: number, end: number) {
    this.text = of.text.slice(start, end);
    this.#of = of;
    this.#start = start;
  }

  get from(): readonly number[] {
    return this.#of.from.slice(this.#start, this.#start + this.text.length);
  }

  get to(): readonly number[] {
    return this.#of.to.slice(this.#start, this.#start + this.text.length);
  }
}

/** `start` and `end` as `slice` takes them, neither below zero. */
export function part(of: Marked, start: number, end = of.text.length): Marked {
  return new Part(of, start, end);
}

export function joined(parts: readonly Marked[]): Marked {
  return {
    text: parts.map(({ text }) => text).join(""),
    from: parts.flatMap(({ from }) => from),
    to: parts.flatMap(({ to }) => to),
  };
}

/** Each letter of `text` stands for the whole of what it was read from. */
export function readAs(text: string, { from, to }: Marked): Marked {
  const [start = 0, end = 0] = [from[0], to.at(-1)];
  const units = text.split("");
  return { text, from: units.map(() => start), to: units.map(() => end) };
}

/** What `pattern` (global) matches is read as `reading` says. */
export function replaced(
  marked: Marked,
  pattern: RegExp,
  reading: (match: string) => string,
): Marked {
  const parts: Marked[] = [];
  let done = 0;
  for (const { 0: match, index } of marked.text.matchAll(pattern)) {
    parts.push(part(marked, done, index));
    const end = index + match.length;
    parts.push(readAs(reading(match), part(marked, index, end)));
    done = end;
  }
  return done === 0 ? marked : joined([...parts, part(marked, done)]);
}

/** Split at what `separator` (global) matches; empty pieces are left out. */
export function pieces(marked: Marked, separator: RegExp): Marked[] {
  const found: Marked[] = [];
  let done = 0;
  for (const { 0: match, index } of marked.text.matchAll(separator)) {
    found.push(part(marked, done, index));
    done = index + match.length;
  }
  return [...found, part(marked, done)].filter(({ text }) => text !== "");
}

/** Its code points, each with its place; a rare character is one, though it takes two units. */
export function characters(marked: Marked): Marked[] {
  let done = 0;
  return Array.from(marked.text, (character) => {
    const one = part(marked, done, done + character.length);
    done += character.length;
    return one;
  });
}
