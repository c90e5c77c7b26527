/** What is told of a long text at once. */
export interface Portion {
  readonly now: string;
  /** What is left; empty: nothing. */
  readonly rest: string;
}

/** Where a reader can stop, the best first: a paragraph, a sentence, a word. */
const STOPS = [/\n\s*/gu, /[。！？；](?:[”」）])?|[.!?;](?=\s)/gu, /[，、：]|\s/gu] as const;
/** Less than that is no portion: it is better cut at the next best. */
const LEAST = 0.5;

/** So many signs at most, cut where a reader can stop; what is short enough is not cut. */
export function portionOf(text: string, max: number): Portion {
  const signs = Array.from(text);
  if (signs.length <= max) return { now: text, rest: "" };
  const whole = signs.slice(0, max).join("");
  const now = whole.slice(0, stopOf(whole));
  return { now: now.trimEnd(), rest: text.slice(now.length).trimStart() };
}

function stopOf(text: string): number {
  for (const stop of STOPS) {
    const last = [...text.matchAll(stop)].at(-1);
    const end = last === undefined ? 0 : last.index + last[0].length;
    if (end >= text.length * LEAST) return end;
  }
  return text.length;
}
