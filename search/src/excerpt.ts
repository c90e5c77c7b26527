interface Stretch {
  readonly from: number;
  readonly to: number;
}

export interface Excerpt {
  readonly text: string;
  readonly marks: readonly Stretch[];
}

/** So much stands before the first place that was found. */
const BEFORE = 20;
const LEFT_OUT = "…";

/**
 * A text of at most `length` units around the first of its marks, with these moved along; what was
 * left out before or behind is a `…`. No character is cut in two.
 */
export function excerpt(text: string, marks: readonly Stretch[], length: number): Excerpt {
  if (text.length <= length) return { text, marks };
  const latest = Math.max(0, text.length - length);
  const start = whole(text, Math.min(latest, Math.max(0, (marks[0]?.from ?? 0) - BEFORE)));
  const end = whole(text, start + length);
  const head = start > 0 ? LEFT_OUT : "";
  const tail = end < text.length ? LEFT_OUT : "";
  const by = head.length - start;
  const shown = marks.filter(({ from, to }) => from >= start && to <= end);
  return {
    text: `${head}${text.slice(start, end)}${tail}`,
    marks: shown.map(({ from, to }) => ({ from: from + by, to: to + by })),
  };
}

/** The place itself, or the one before where it stands within a character. */
function whole(text: string, place: number): number {
  const unit = text.charCodeAt(place);
  return unit >= 0xdc00 && unit <= 0xdfff ? place - 1 : place;
}
