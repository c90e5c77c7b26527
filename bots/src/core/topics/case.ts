import { cityDate } from "@warmline/shared/kernel/time.ts";
import { moment, named, say, time, type Reply } from "../../say/said.ts";
import { casesQuestion, saysNothing } from "../asking.ts";
import type { AnswerTo, KnownCase } from "../event.ts";
import type { StateOf } from "../session.ts";
import type { Topic } from "../topic.ts";

const CASES_TOLD_MAX = 3;

/** 我的工单: how the open ones stand and until when; without any the last one. */
export const caseTopic: Topic<StateOf<"case">> = {
  ...saysNothing,
  skill: "repairs",
  question: (_, context) => casesQuestion(context),
  answered: (_, answer) =>
    answer.to === "cases" ? { replies: told(answer.value), go: { topic: "after" } } : null,
};

function told({ cases }: AnswerTo<"cases">): Reply[] {
  const open = cases.filter((one) => one.open).slice(0, CASES_TOLD_MAX);
  const [last] = cases;
  if (last === undefined) return [say("bots.case.none")];
  if (open.length === 0) return [say("bots.case.closed", standing(last))];
  return open.flatMap((one) => [
    say("bots.case.open", { ...standing(one), due: moment(one.dueAt) }),
    ...expected(one),
  ]);
}

/** 约定上门: from when until when they are to be at home. */
function expected({ visit }: KnownCase): Reply[] {
  if (visit === undefined) return [];
  const { from, to } = visit;
  const until = cityDate(from) === cityDate(to) ? time(to) : moment(to);
  return [say("bots.case.visit", { from: moment(from), to: until })];
}

function standing({ category, state, openedAt }: KnownCase) {
  return {
    category: named(`cases.category.${category}`),
    state: named(`cases.state.${state}`),
    opened: moment(openedAt),
  };
}
