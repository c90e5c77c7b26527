import { ok, refuse, type Result } from "../kernel/result.ts";
import { collection, type Body, type Stored } from "../store/collection.ts";

/** What an agent writes by typing a few signs of its shortcut. */
export interface Wording {
  /** 快捷码: typed after a slash. */
  readonly shortcut: string;
  readonly text: string;
  /** For who is written to in English; left out: they are sent the Chinese one, too. */
  readonly textEn?: string | undefined;
}

/** 常用语: kept by supervisors, written by whoever serves chats. */
export interface CannedAnswer extends Stored, Wording {
  /** 停用: offered no more; its shortcut may be another's. */
  readonly retired: boolean;
}

export const cannedAnswers = collection<CannedAnswer>("cannedAnswers", {
  indexes: { byShortcut: ["shortcut"] },
});

/** Retired ones too: they are all shown to whoever keeps them, and held against each commit. */
export const ANSWERS_MAX = 200;

/** The shortcut of another one in use is taken, however it is written. */
function isTaken(all: readonly CannedAnswer[], shortcut: string, but?: string): boolean {
  const wanted = shortcut.toLowerCase();
  return all.some((one) => !one.retired && one.id !== but && one.shortcut.toLowerCase() === wanted);
}

function worded(
  id: string,
  { shortcut, text, textEn }: Wording,
  retired: boolean,
): Body<CannedAnswer> {
  return { id, shortcut, text, ...(textEn === undefined ? {} : { textEn }), retired };
}

/** 新增. Refusals, in this order: `answers-full`, `shortcut-taken`. */
export function addAnswer(
  all: readonly CannedAnswer[],
  id: string,
  wording: Wording,
): Result<Body<CannedAnswer>, "answers-full" | "shortcut-taken"> {
  if (all.length >= ANSWERS_MAX) return refuse("answers-full", { limit: ANSWERS_MAX });
  if (isTaken(all, wording.shortcut)) return refuse("shortcut-taken");
  return ok(worded(id, wording, false));
}

/** 修改, of a retired one, too. Refusal: `shortcut-taken`. */
export function changeAnswer(
  all: readonly CannedAnswer[],
  { id, retired }: CannedAnswer,
  wording: Wording,
): Result<Body<CannedAnswer>, "shortcut-taken"> {
  if (!retired && isTaken(all, wording.shortcut, id)) return refuse("shortcut-taken");
  return ok(worded(id, wording, retired));
}

/** 停用. Refusal: `answer-retired`. */
export function retireAnswer(answer: CannedAnswer): Result<Body<CannedAnswer>, "answer-retired"> {
  return answer.retired ? refuse("answer-retired") : ok(worded(answer.id, answer, true));
}

/** 恢复, the inverse. Refusals, in this order: `answer-in-use`, `shortcut-taken`. */
export function restoreAnswer(
  all: readonly CannedAnswer[],
  answer: CannedAnswer,
): Result<Body<CannedAnswer>, "answer-in-use" | "shortcut-taken"> {
  if (!answer.retired) return refuse("answer-in-use");
  if (isTaken(all, answer.shortcut, answer.id)) return refuse("shortcut-taken");
  return ok(worded(answer.id, answer, false));
}
