import { nationalDigits, normalisePhone } from "@warmline/shared/households/phone.ts";
import { count, number, say } from "../../say/said.ts";
import { chosen, NO, offered, YES, type Choice } from "../choices.ts";
import type { StateOf } from "../session.ts";
import { CHOICE, DIGITS, type Context, type Topic } from "../topic.ts";

type Callback = StateOf<"callback">;

/** 回电: instead of waiting, with the place kept; to the calling number or another one. */
export const callback: Topic<Callback> = {
  skill: "repairs",
  question: ({ people }) => (people === undefined ? { kind: "waiting" } : null),
  answered: (state, answer) =>
    answer.to === "waiting" ? { go: { ...state, people: answer.value.people } } : null,
  prompt(state, context) {
    const phone = phoneOf(state, context);
    if (phone === undefined) return { replies: [say("bots.callback.number")], expects: DIGITS };
    return {
      replies: [
        say("bots.callback.to", { phone: number(nationalDigits(phone)) }),
        ...offered(choicesOf(state, phone, context), context.facts),
      ],
      expects: CHOICE,
    };
  },
  heard(state, input, context) {
    const phone = phoneOf(state, context);
    if (phone !== undefined) {
      return chosen(choicesOf(state, phone, context), input, context.facts);
    }
    if (input.kind !== "keys") return null;
    const typed = normalisePhone(input.digits, context.facts.areaCode);
    return typed.ok && isSomebodys(typed.value) ? { go: { ...state, phone: typed.value } } : null;
  },
};

/** 110, 12345 and their like are called by nobody's wish. */
const SERVICE_DIGITS_MAX = 7;

function isSomebodys(phone: string): boolean {
  return nationalDigits(phone).length > SERVICE_DIGITS_MAX;
}

/** The one that was typed, else the one that calls; undefined: another one is to be typed. */
function phoneOf({ phone, other }: Callback, { session }: Context): string | undefined {
  return phone ?? (other === true ? undefined : session.caller);
}

function choicesOf(state: Callback, phone: string, { session }: Context): Choice[] {
  const { skill, people = 0 } = state;
  return [
    {
      what: say("bots.callback.yes"),
      words: YES,
      move: {
        replies: [say("bots.callback.kept", { people: count(people) })],
        go: { topic: "after" },
        intents: [{ kind: "callback", phone, skill, householdId: session.household?.id }],
      },
    },
    {
      what: say("bots.callback.other"),
      words: NO,
      move: { go: { topic: "callback", skill, people, other: true } },
    },
  ];
}
