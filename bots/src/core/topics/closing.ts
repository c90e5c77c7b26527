import type { Skill } from "@warmline/shared/acd/model.ts";
import { count, say, type Reply } from "../../say/said.ts";
import { chosen, NO, offered, YES, type Choice } from "../choices.ts";
import type { Asking, Session, StateOf } from "../session.ts";
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

/** 取消排队. */
const LEAVES = /^(?:取消|不等|不排|算了|退出|cancel|leave|never ?mind)/;

/**
 * 转人工: from here on a person has it. Where one can write, it is asked first whether anybody is
 * there; who waits may leave the queue, and whatever else they write is for the person.
 */
export const person: Topic<StateOf<"person">> = {
  skill: "repairs",
  question({ skill, asking }, { session: { known, household } }) {
    if (asking === undefined) return null;
    const ids = [...known.map(({ id }) => id), ...(household === undefined ? [] : [household.id])];
    return { kind: "desk", skill, householdIds: [...new Set(ids)] };
  },
  answered({ skill, asking = {} }, answer, context) {
    if (answer.to !== "desk") return null;
    if (!answer.value.attended) return toCallback(skill, context, [], asking);
    const { unclear } = asking;
    return {
      go: { topic: "person", skill, ahead: answer.value.ahead },
      intents: [{ kind: "person", skill, ...(unclear && { unclear }) }],
    };
  },
  prompt: ({ ahead }) => ({
    replies: [
      ahead === undefined
        ? say("bots.person.waiting")
        : say("bots.person.ahead", { people: count(ahead) }),
    ],
    expects: NOTHING,
  }),
  heard: (_, input) =>
    input.kind === "said" && LEAVES.test(input.words)
      ? {
          replies: [say("bots.person.left-queue")],
          go: { topic: "after" },
          intents: [{ kind: "leave-queue" }],
        }
      : null,
};

/** 无人值守: they are called back, and told why. */
export function unattended(skill: Skill, context: Context): Move {
  return toCallback(skill, context, [say("bots.person.unattended")], {});
}

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
  if (context.facts.capability.turn === "typed") {
    const again = context.session.state.topic === "callback" ? ({ again: true } as const) : {};
    return { replies, go: { topic: "person", skill, asking: { why, ...unclear, ...again } } };
  }
  return {
    replies,
    go: { topic: "person", skill },
    intents: [{ kind: "person", skill, ...unclear }],
  };
}

/** Who leaves no number is noted without one: what was said so far can be read by the staff. */
function toCallback(
  skill: Skill,
  { session: { household, proven } }: Context,
  replies: readonly Reply[],
  { again, why }: Asking,
): Move {
  if (again === undefined) return { replies, go: { topic: "callback", skill } };
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
  return state.topic === "ended" || (state.topic === "person" && state.asking === undefined);
}
