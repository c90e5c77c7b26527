import { nationalDigits, normalisePhone } from "@warmline/shared/households/phone.ts";
import { count, number, say } from "../../say/said.ts";
import { chosen, NO, offered, YES, type Choice } from "../choices.ts";
import type { StateOf } from "../session.ts";
import { CHOICE, DIGITS, type Context, type Topic } from "../topic.ts";
import { isBound } from "../wishes.ts";

type Callback = StateOf<"callback">;

/** 回电: instead of waiting, with the place kept; to the calling number or another one. */
export const callback: Topic<Callback> = {
  skill: "repairs",
  question: ({ people }) => (people === undefined ? { kind: "waiting" } : null),
  answered: (state, answer) =>
    answer.to === "waiting" ? { go: { ...state, people: answer.value.people } } : null,
  prompt(state, context) {
    const phone = phoneOf(state, context);
    if (phone === undefined) {
      const replies = [
        say("bots.callback.number"),
        ...offered(onFile(state, context), context.facts),
      ];
      return { replies, expects: DIGITS };
    }
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
    const choice = chosen(onFile(state, context), input, context.facts);
    if (choice !== null || input.kind !== "keys") return choice;
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

/** Whose household is bound need not type what is on file. */
function onFile({ skill, people = 0 }: Callback, context: Context): Choice[] {
  const { household } = context.session;
  if (household === undefined || !isBound(household, context)) return [];
  return [
    {
      what: say("bots.callback.on-file"),
      words: YES,
      move: {
        replies: [say("bots.callback.kept", { people: count(people) })],
        go: { topic: "after" },
        intents: [{ kind: "callback", skill, householdId: household.id }],
      },
    },
  ];
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
