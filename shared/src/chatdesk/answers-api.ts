import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { id, line, text } from "../api/fields.ts";
import { chatdeskPermissions } from "./permissions.ts";
import { areKnown } from "./placeholders.ts";
import { answerRow } from "./rows.ts";

export const answerRefusals = {
  "answers-full": 409,
  "shortcut-taken": 409,
  "answer-retired": 409,
  "answer-in-use": 409,
} as const;

export const SHORTCUT_MAX = 20;
/** Less than what an agent may write at once: placeholders grow when they are filled. */
export const ANSWER_WORDS_MAX = 400;

const words = text(ANSWER_WORDS_MAX).refine(areKnown, "placeholder-unknown");
const wording = {
  shortcut: line(SHORTCUT_MAX).regex(/^[^\s/]+$/u, "not-a-shortcut"),
  text: words,
  textEn: words.optional(),
};
/** The revision that the person saw; 0: the program's own. */
const seenRev = z.int().min(0).max(1_000_000_000);

const keeping = {
  method: "post",
  permit: chatdeskPermissions.keepAnswers,
  answer: answerRow,
} as const;
const ofAnswer = z.strictObject({ id });

export const addAnswer = endpoint({
  ...keeping,
  name: "chatdesk.add-answer",
  path: "/api/chatdesk/answers",
  summary: "Another canned answer; {number}, {name} and {owed} are of the household that is bound",
  body: z.strictObject(wording),
  refusals: ["answers-full", "shortcut-taken"],
});

export const changeAnswer = endpoint({
  ...keeping,
  name: "chatdesk.change-answer",
  path: "/api/chatdesk/answers/:id/change",
  summary: "Other words or another shortcut; its inverse is the same with what was there",
  params: ofAnswer,
  body: z.strictObject({ rev: seenRev, ...wording }),
  refusals: ["not-found", "shortcut-taken"],
});

export const retireAnswer = endpoint({
  ...keeping,
  name: "chatdesk.retire-answer",
  path: "/api/chatdesk/answers/:id/retire",
  summary: "It is offered to nobody any more",
  params: ofAnswer,
  body: z.strictObject({}),
  refusals: ["not-found", "answer-retired"],
});

export const restoreAnswer = endpoint({
  ...keeping,
  name: "chatdesk.restore-answer",
  path: "/api/chatdesk/answers/:id/restore",
  summary: "Bring a retired one back: the inverse of retiring",
  params: ofAnswer,
  body: z.strictObject({}),
  refusals: ["not-found", "answer-in-use", "shortcut-taken"],
});
