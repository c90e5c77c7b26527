import {
  ANSWERS_MAX,
  cannedAnswers,
  type CannedAnswer,
  type Wording,
} from "@warmline/shared/chatdesk/canned.ts";
import * as rules from "@warmline/shared/chatdesk/canned.ts";
import { withSeeds } from "@warmline/shared/chatdesk/canned-seed.ts";
import type { AnswerRow } from "@warmline/shared/chatdesk/rows.ts";
import { mapOk, ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { put } from "@warmline/shared/store/write.ts";
import { command, type Decision } from "../../platform/commands/command.ts";

interface OneAnswer {
  readonly id: string;
}

interface Found {
  readonly all: readonly CannedAnswer[];
  readonly answer: CannedAnswer;
}

/** 新增常用语. Refusals, in this order: `answers-full`, `shortcut-taken`. */
export const addAnswer = command({
  name: "chatdesk.add-answer",
  scope: "city",
  load: async (reads, _: Wording): Promise<Result<CannedAnswer[], never>> =>
    ok(await readAnswers(reads)),
  decide: (all, wording, { nextId }) =>
    mapOk(rules.addAnswer(all, nextId(), wording), (next) => decisionOf(next, null)),
});

interface Declared<I extends OneAnswer, C extends string> {
  readonly name: string;
  readonly rule: (found: Found, input: I) => Result<Body<CannedAnswer>, C>;
}

/** What is done with one there is. Refusals, in this order: `not-found`, then its own. */
function answerCommand<I extends OneAnswer & { readonly rev?: number }, C extends string>({
  name,
  rule,
}: Declared<I, C>) {
  return command({
    name,
    scope: "city",
    async load(reads, { id }: I): Promise<Result<Found, "not-found" | C>> {
      const all = await readAnswers(reads);
      const answer = all.find((one) => one.id === id);
      return answer === undefined ? refuse("not-found") : ok({ all, answer });
    },
    seen: ({ answer }, { rev }) => ({ seen: rev, now: answer.rev, subject: subjectOf(answer) }),
    decide: (found, input) => mapOk(rule(found, input), (next) => decisionOf(next, found.answer)),
  });
}

/** 修改常用语, as it was seen. Refusals, in this order: `not-found`, `shortcut-taken`. */
export const changeAnswer = answerCommand({
  name: "chatdesk.change-answer",
  rule: ({ all, answer }, wording: OneAnswer & Wording & { readonly rev: number }) =>
    rules.changeAnswer(all, answer, wording),
});

/** 停用常用语. Refusals, in this order: `not-found`, `answer-retired`. */
export const retireAnswer = answerCommand({
  name: "chatdesk.retire-answer",
  rule: ({ answer }, _: OneAnswer) => rules.retireAnswer(answer),
});

/**
 * 恢复常用语, the inverse. Refusals, in this order: `not-found`, `answer-in-use`, `shortcut-taken`.
 */
export const restoreAnswer = answerCommand({
  name: "chatdesk.restore-answer",
  rule: ({ all, answer }, _: OneAnswer) => rules.restoreAnswer(all, answer),
});

/** All of them, the program's own with them. Held against a commit, so that no two get one code. */
export async function readAnswers(reads: Pick<Store, "find">): Promise<CannedAnswer[]> {
  return withSeeds(
    await reads.find(cannedAnswers, { index: "byShortcut", where: {}, limit: ANSWERS_MAX }),
  );
}

export function answerRowOf({ by: _, ...row }: CannedAnswer): AnswerRow {
  return row;
}

function decisionOf(next: Body<CannedAnswer>, before: CannedAnswer | null): Decision<AnswerRow> {
  return {
    value: answerRowOf({ ...next, rev: (before?.rev ?? 0) + 1 }),
    writes: [put(cannedAnswers, before, next)],
    subjects: [subjectOf(next)],
  };
}

function subjectOf({ id }: Pick<CannedAnswer, "id">): string {
  return `${cannedAnswers.name}/${id}`;
}
