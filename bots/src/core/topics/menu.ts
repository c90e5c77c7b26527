import { say } from "../../say/said.ts";
import { chosen, offered, type Choice } from "../choices.ts";
import type { StateOf } from "../session.ts";
import { CHOICE, type Context, type Topic } from "../topic.ts";
import { start, type Errand } from "../wishes.ts";

/** In the order of their keys, which people learn by heart: a new one goes to the end. */
const ERRANDS = ["report", "fee", "history", "case", "urge", "callback"] as const;

/** 主菜单: by key, or by whatever is said (step.ts takes words for a wish). */
export const menu: Topic<StateOf<"menu">> = {
  skill: "repairs",
  prompt: (_, context) => ({
    replies: [
      say("bots.menu.lead"),
      ...offered(choicesOf(context), context.facts),
      say("bots.menu.always"),
    ],
    expects: CHOICE,
  }),
  heard: (_, input, context) => chosen(choicesOf(context), input, context.facts),
};

function choicesOf(context: Context): Choice[] {
  const { binds } = context.facts.capability;
  const errands = [...ERRANDS, ...(binds ? (["bind"] as const) : []), "halls"] as const;
  return errands.map((errand: (typeof errands)[number] & Errand) => ({
    what: say(errand === "halls" && binds ? "bots.menu.ticket" : `bots.menu.${errand}`),
    move: start(errand, context),
  }));
}
