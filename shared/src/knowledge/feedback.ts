import type { Instant } from "../kernel/time.ts";
import { refuse, ok, type Result } from "../kernel/result.ts";
import { collection, type Stored } from "../store/collection.ts";
import { comparable } from "./find.ts";

/** What people say of what they read, and what they found nothing for. */

export const VERDICTS = ["helpful", "unhelpful", "none"] as const;
/** `none`: taken back. */
export type Verdict = (typeof VERDICTS)[number];

/** 有没有帮助, of one person to one version; its id is `<itemId>/<version>/<staffId>`. */
export interface KnowledgeVote extends Stored {
  readonly itemId: string;
  readonly version: number;
  readonly verdict: Verdict;
}

export const knowledgeVotes = collection<KnowledgeVote>("knowledgeVotes", {
  indexes: { byItem: ["itemId", "version", "verdict"] },
});

/** 没搜到: what was looked for in vain, as it is compared; that is its id. */
export interface KnowledgeMiss extends Stored {
  readonly state: "open" | "cleared";
  readonly count: number;
  readonly lastAt: Instant;
}

export const knowledgeMisses = collection<KnowledgeMiss>("knowledgeMisses", {
  indexes: { byState: ["state", "lastAt"] },
});

/** Numbers of people and households have five digits and more, however they are written. */
const LONG_NUMBER = /\d{5}/u;

/** The words as they are counted. Refusal: `personal-number`. */
export function missedWords(typed: string): Result<string, "personal-number"> {
  const words = comparable(typed);
  const digits = words.replace(/(?<=\d)[\s\p{P}]+(?=\d)/gu, "");
  return LONG_NUMBER.test(digits) ? refuse("personal-number") : ok(words);
}
