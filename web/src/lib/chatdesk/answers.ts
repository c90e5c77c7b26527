import { filled, type AboutHousehold } from "@warmline/shared/chatdesk/placeholders.ts";
import type { AnswerRow } from "@warmline/shared/chatdesk/rows.ts";

/** More are found by typing more. */
const SHOWN_MAX = 6;

/** 常用语 that what is typed may mean, as it would be written. */
export interface AnswerChoice {
  readonly id: string;
  readonly shortcut: string;
  readonly text: string;
  /** False: it says something of a household, and none is bound or chosen. */
  readonly ready: boolean;
}

interface Writing {
  /** What stands in the box. */
  readonly typed: string;
  /** Of whoever is written to. */
  readonly language: "zh" | "en";
  readonly about: AboutHousehold | null;
}

/**
 * A slash and the beginning of a shortcut, or signs of the text. The shortcuts that begin so come
 * first; nothing else begins with a slash, so that whatever else is typed chooses none.
 */
export function answerChoices(
  rows: Iterable<AnswerRow>,
  { typed, language, about }: Writing,
): AnswerChoice[] {
  const wanted = /^\/(\S*)$/.exec(typed)?.[1]?.toLowerCase();
  if (wanted === undefined) return [];
  const begins = ({ shortcut }: AnswerRow) => shortcut.toLowerCase().startsWith(wanted);
  return [...rows]
    .filter((row) => !row.retired && (begins(row) || wordsOf(row, language).includes(wanted)))
    .toSorted((a, b) => Number(begins(b)) - Number(begins(a)) || (a.shortcut < b.shortcut ? -1 : 1))
    .slice(0, SHOWN_MAX)
    .map((row) => {
      const words = wordsOf(row, language);
      const text = filled(words, about);
      return { id: row.id, shortcut: row.shortcut, text: text ?? words, ready: text !== null };
    });
}

function wordsOf({ text, textEn = text }: AnswerRow, language: "zh" | "en"): string {
  return language === "en" ? textEn : text;
}
