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
    const plain = DOTS.test(character)
      ? " "
      : character.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    for (const unit of plain.split("")) {
      text.push(unit);
      from.push(place);
      to.push(place + character.length);
    }
    place += character.length;
  }
  return { text: text.join(""), from, to };
}

export function part({ text, from, to }: Marked, start: number, end = text.length): Marked {
  return { text: text.slice(start, end), from: from.slice(start, end), to: to.slice(start, end) };
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
