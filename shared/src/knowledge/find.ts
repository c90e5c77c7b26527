import type { Content } from "./content.ts";
import { wordsOf } from "./content.ts";

/** What is looked through; whoever may see a draft finds it by what that says. */
export interface Findable {
  readonly number: string;
  readonly content: Content;
}

const BY_TITLE = 3;
const BY_KEYWORD = 2;
const BY_TEXT = 1;

/**
 * Those in which every word of the question stands: first by title or number, then by keyword, then
 * by text, and by number where equal. A question without words finds everything.
 */
export function foundBy<F extends Findable>(all: readonly F[], question: string): F[] {
  const words = comparable(question)
    .split(" ")
    .filter((word) => word !== "");
  return all
    .map((one) => ({ one, rank: rankOf(one, words) }))
    .filter(({ rank }) => rank > 0)
    .toSorted((a, b) => b.rank - a.rank || (a.one.number < b.one.number ? -1 : 1))
    .map(({ one }) => one);
}

/** Whose keywords stand in what was said most often, the lowest number where equal; null: none. */
export function closestTo<F extends Findable>(said: string, all: readonly F[]): F | null {
  const words = comparable(said);
  const mentioned = ({ content }: F) =>
    content.keywords.filter((keyword) => words.includes(comparable(keyword))).length;
  const byCloseness = all.toSorted(
    (a, b) => mentioned(b) - mentioned(a) || (a.number < b.number ? -1 : 1),
  );
  return byCloseness[0] ?? null;
}

/** What the word that is found worst is found by; 0: one is not found at all. */
function rankOf({ number, content }: Findable, words: readonly string[]): number {
  const { title, keywords } = content;
  const ranked = [
    [BY_TITLE, [number, title.zh, title.en]],
    [BY_KEYWORD, keywords],
    [BY_TEXT, wordsOf(content)],
  ] as const;
  const places = ranked.map(([rank, texts]) => ({ rank, text: comparable(texts.join("\n")) }));
  const ranks = words.map((word) => places.find(({ text }) => text.includes(word))?.rank ?? 0);
  return Math.min(BY_TITLE, ...ranks);
}

/** One width and case, blanks as one. */
export function comparable(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/gu, " ").trim();
}
