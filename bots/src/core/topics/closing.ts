import type { Skill } from "@warmline/shared/acd/model.ts";
import { say, type Reply } from "../../say/said.ts";
import { chosen, NO, offered, YES, type Choice } from "../choices.ts";
import type { Session, StateOf } from "../session.ts";
import { CHOICE, NOTHING, type Context, type Move, type Topic } from "../topic.ts";

/** 还有什么: another errand, or how it was. Who says nothing more has gone. */
export const after: Topic<StateOf<"after">> = {
  skill: "repairs",
  prompt: (_, { facts }) => ({
    replies: [say("bots.after.lead"), ...offered(AFTER, facts)],
    expects: CHOICE,
  }),
  heard: (_, input, { facts }) => chosen(AFTER, input, facts),
  silent: () => END,
};

const END: Move = {
  replies: [say("bots.end")],
  go: { topic: "ended" },
  intents: [{ kind: "end" }],
};

const AFTER: readonly Choice[] = [
  { what: say("bots.after.more"), words: YES, move: { go: { topic: "menu" } } },
  { what: say("bots.after.no-more"), words: NO, move: { go: { topic: "satisfaction" } } },
];

/** 满意度. */
export const satisfaction: Topic<StateOf<"satisfaction">> = {
  skill: "repairs",
  prompt: (_, { facts }) => ({
    replies: [say("bots.satisfaction.lead"), ...offered(SCORES, facts)],
    expects: CHOICE,
  }),
  heard: (_, input, { facts }) => chosen(SCORES, input, facts),
  silent: () => END,
};

const SCORES: readonly Choice[] = [
  {
    what: say("bots.satisfaction.good"),
    words: /^(?:很|非常|挺)?(?:满意|好)|^(?:good|satisfied)/,
    move: rated(1),
  },
  { what: say("bots.satisfaction.fair"), words: /^(?:一般|还行|还可以|凑合|fair)/, move: rated(2) },
  {
    what: say("bots.satisfaction.bad"),
    words: /^(?:很|非常)?(?:不满意|不好|差)|^(?:bad|not)/,
    move: rated(3),
  },
];

function rated(score: 1 | 2 | 3): Move {
  return {
    replies: [say("bots.satisfaction.thanks"), say("bots.end")],
    go: { topic: "ended" },
    intents: [{ kind: "rate", score }, { kind: "end" }],
  };
}

/** 转人工: from here on a person has it. */
export const person: Topic<StateOf<"person">> = {
  skill: "repairs",
  prompt: () => ({ replies: [say("bots.person.waiting")], expects: NOTHING }),
  heard: () => null,
};

export const ended: Topic<StateOf<"ended">> = {
  skill: "repairs",
  prompt: () => ({ replies: [], expects: NOTHING }),
  heard: () => null,
};

/** To a person, from wherever one is: whose skill it needs says what it was about. */
export function toPerson(
  skill: Skill,
  context: Context,
  why?: "failures" | "refused",
  unclear?: { readonly unclear: true },
): Move {
  const replies = why === undefined ? [] : [say(`bots.person.${why}`)];
  if (context.facts.capability.callsBack) return toCallback(skill, context, replies, why);
  return {
    replies,
    go: { topic: "person", skill },
    intents: [{ kind: "person", skill, ...unclear }],
  };
}

/** Who leaves no number is noted without one: what was said so far can be read by the staff. */
function toCallback(
  skill: Skill,
  { session: { state, household, proven } }: Context,
  replies: readonly Reply[],
  why?: "failures" | "refused",
): Move {
  if (state.topic !== "callback") return { replies, go: { topic: "callback", skill } };
  // What could not be done once is not tried again by itself.
  if (why === "refused") return { replies, go: { topic: "after" } };
  return {
    replies: [say("bots.person.noted")],
    go: { topic: "after" },
    intents: [{ kind: "callback", skill, householdId: proven ? household?.id : undefined }],
  };
}

/** Whether nothing is decided here any more. */
export function isOver({ state }: Pick<Session, "state">): boolean {
  return state.topic === "person" || state.topic === "ended";
}
