import { count, say } from "../../say/said.ts";
import type { AnswerTo, KnownHousehold } from "../event.ts";
import type { StateOf } from "../session.ts";
import { DIGITS, type Context, type Move, type Topic } from "../topic.ts";
import { isBound, onceKnown } from "../wishes.ts";
import { BINDINGS_MAX } from "./bindings.ts";
import { toPerson } from "./closing.ts";
import { describeHousehold } from "./household.ts";

type Proof = StateOf<"proof">;

const HOUSEHOLD_NUMBER = /^\d{6,15}$/;
const TRIES_MAX = 3;
const LAST_FOUR = /^\d{4}$/;

/**
 * 第二要素, as at a kiosk: by number with a phone's last four digits, or by the phone that calls with
 * those of the household's number.
 */
export const proof: Topic<Proof> = {
  skill: "fees",
  question: ({ by, value, digits }) =>
    value === undefined || digits === undefined ? null : { kind: "look-up", by, value, digits },
  answered: (state, answer, context) =>
    answer.to === "look-up" ? looked(state, answer.value, context) : null,
  prompt: ({ by, value }) => ({
    replies: [
      say(
        value === undefined
          ? "bots.proof.number"
          : by === "phone"
            ? "bots.proof.number-tail"
            : "bots.proof.phone-tail",
      ),
    ],
    expects: DIGITS,
  }),
  heard(state, input) {
    if (input.kind !== "keys") return null;
    const { digits } = input;
    if (state.value === undefined) {
      return HOUSEHOLD_NUMBER.test(digits) ? { go: { ...state, value: digits } } : null;
    }
    return LAST_FOUR.test(digits) ? { go: { ...state, digits } } : null;
  },
};

/** A wrong one says nothing about which of the two it was; after it both are asked for. */
function looked({ next, tries = 0 }: Proof, found: AnswerTo<"look-up">, context: Context): Move {
  switch (found.outcome) {
    case "proven": {
      const { household } = found;
      const go = onceKnown(next, household.id, context);
      return { ...bound(household, context), go };
    }
    case "shut":
      return {
        replies: [say("bots.proof.shut", { minutes: count(found.minutes) })],
        go: { topic: "after" },
      };
    case "no-match":
      if (tries + 1 >= TRIES_MAX) return toPerson("fees", context, "failures");
      return {
        replies: [say("bots.proof.no-match")],
        go: { topic: "proof", next, by: "number", tries: tries + 1 },
      };
  }
}

/** 绑定 with the very proof: nobody is to type a second factor into a chat again and again. */
function bound(household: KnownHousehold, context: Context): Omit<Move, "go"> {
  const { known } = context.session;
  const about = { household, proven: true };
  const full = known.length >= BINDINGS_MAX || isBound(household, context);
  if (context.facts.capability.binds !== true || full) return { about };
  return {
    replies: [say("bots.bindings.bound", describeHousehold(household))],
    about: { ...about, known: [...known, household] },
    intents: [{ kind: "bind", householdId: household.id }],
  };
}
