import { moment, named, say } from "../../say/said.ts";
import { casesQuestion } from "../asking.ts";
import { chosen, offered, type Choice, YES } from "../choices.ts";
import type { KnownCase } from "../event.ts";
import type { StateOf } from "../session.ts";
import { CHOICE, type Topic } from "../topic.ts";

type Urge = StateOf<"urge">;

/** A case that is done waits for its call-back: there is nothing to hurry. */
const DONE: ReadonlySet<KnownCase["state"]> = new Set(["resolved", "called-back", "closed"]);

/** 催办: of the open cases the one that is meant, counted on the case itself. */
export const urge: Topic<Urge> = {
  skill: "repairs",
  question: ({ cases }, context) => (cases === undefined ? casesQuestion(context) : null),
  answered(_, answer) {
    if (answer.to !== "cases") return null;
    const cases = answer.value.cases.filter(({ state }) => !DONE.has(state));
    return cases.length === 0
      ? { replies: [say("bots.urge.none")], go: { topic: "after" } }
      : { go: { topic: "urge", cases } };
  },
  prompt: (state, { facts }) => ({
    replies: [say("bots.urge.which"), ...offered(choicesOf(state), facts)],
    expects: CHOICE,
  }),
  heard: (state, input, { facts }) => chosen(choicesOf(state), input, facts),
};

function choicesOf({ cases = [] }: Urge): Choice[] {
  return cases.map(({ id, category, openedAt }) => ({
    what: say("bots.urge.one", {
      category: named(`cases.category.${category}`),
      opened: moment(openedAt),
    }),
    // Words do not tell one case from another: they mean the newest, where there is no other.
    ...(cases.length === 1 ? { words: YES } : {}),
    move: {
      replies: [say("bots.urge.done")],
      go: { topic: "after" },
      intents: [{ kind: "urge", caseId: id }],
    },
  }));
}
