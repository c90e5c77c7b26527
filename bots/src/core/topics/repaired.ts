import { moment, named, say } from "../../say/said.ts";
import { chosen, offered, type Choice } from "../choices.ts";
import type { RepairCheck } from "../event.ts";
import type { StateOf } from "../session.ts";
import { CHOICE, type Move, type Topic } from "../topic.ts";

type Repaired = StateOf<"repaired">;

/** 修复回访: we call. Whoever says nothing twice is a machine, and is rung again another time. */
export const repaired: Topic<Repaired> = {
  skill: "repairs",
  prompt: ({ check }, { facts }) => ({
    replies: [say("bots.repaired.warm"), ...offered(choicesOf(check), facts)],
    expects: CHOICE,
  }),
  heard: ({ check }, input, { facts }) => chosen(choicesOf(check), input, facts),
  silent: (state) => (state.silent ? FAREWELL : { go: { ...state, silent: true } }),
};

/** What is said first to whoever picks up: it names nobody. */
export function announce(check: RepairCheck): Move {
  return {
    replies: [
      say("bots.repaired.greeting"),
      say("bots.repaired.done", {
        kind: named(`incidents.kind.${check.incident}`),
        since: moment(check.since),
      }),
      say("bots.repaired.person"),
      say("bots.greeting.language"),
    ],
    go: { topic: "repaired", check },
  };
}

const FAREWELL: Move = {
  replies: [say("bots.repaired.farewell")],
  go: { topic: "ended" },
  intents: [{ kind: "end" }],
};

function choicesOf({ caseIds }: RepairCheck): Choice[] {
  const answered = (warm: boolean): Move => ({
    replies: [say(warm ? "bots.repaired.thanks" : "bots.repaired.reopened"), ...FAREWELL.replies!],
    go: FAREWELL.go,
    intents: [{ kind: "repair-answer", caseIds, warm }, ...FAREWELL.intents!],
  });
  return [
    { what: say("bots.repaired.yes"), words: WARM, move: answered(true) },
    { what: say("bots.repaired.no"), words: COLD, move: answered(false) },
  ];
}

const WARM = /^(?:已经|现在)?(?:暖和?了?|热了|好了|是的?|对|恢复了|有暖气了?)$|^(?:yes|warm)/;
const COLD = /不热|不暖|没热|没暖|还是?冷|凉|没有|^(?:不|没|否)|^(?:no|cold|still)/;
