import { say, text, type Said } from "../../say/said.ts";
import { chosen, offered, type Choice } from "../choices.ts";
import type { KnownHousehold } from "../event.ts";
import type { StateOf } from "../session.ts";
import { CHOICE, type Context, type Topic } from "../topic.ts";
import { isBound, onceKnown } from "../wishes.ts";

/** What is told of a household before a second factor. */
export function describeHousehold({ name, building, roomTail }: KnownHousehold) {
  const masked: Said = { kind: "name", name };
  return { name: masked, building: text(building), tail: text(roomTail) };
}

/** 多户: the caller's number is on file of several households. */
export const household: Topic<StateOf<"household">> = {
  skill: "repairs",
  prompt: (_, context) => ({
    replies: [say("bots.household.which"), ...offered(choicesOf(context), context.facts)],
    expects: CHOICE,
  }),
  heard: (_, input, context) => chosen(choicesOf(context), input, context.facts),
};

function choicesOf(context: Context): Choice[] {
  const own = context.session.known.map((one): Choice => {
    return {
      what: say("bots.household.one", describeHousehold(one)),
      move: {
        about: { household: one, proven: isBound(one, context) },
        go: onceKnown("menu", one.id, context),
      },
    };
  });
  const other = { what: say("bots.household.other"), words: OTHER, move: { go: MENU } };
  return [...own, other];
}

const MENU = { topic: "menu" } as const;
const OTHER = /^(?:都不是|其他|别的|不是|没有|none|other|neither)/;
