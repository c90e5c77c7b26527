import { normalised, spokenKeys } from "../hear/normalise.ts";
import { wishIn } from "../hear/phrasings.ts";
import { say, type Reply } from "../say/said.ts";
import type { Facts } from "./capability.ts";
import type { Answer, Event, Expected, Intent, Question } from "./event.ts";
import type { Session } from "./session.ts";
import type { Context, Input, Move } from "./topic.ts";
import { topicOf } from "./topics.ts";
import { isOver, toPerson } from "./topics/closing.ts";
import { greet } from "./topics/greeting.ts";
import { announce } from "./topics/repaired.ts";
import { start } from "./wishes.ts";

/** What comes of one event. Exactly one of `ask`, `expects`, or the conversation is over. */
export interface Step {
  readonly session: Session;
  readonly replies: readonly Reply[];
  /** To be answered (`answer`) within the same turn, before anything of it is said. */
  readonly ask?: Question;
  /** To be done in the commit of this turn, all of them or the turn never was (`refused`). */
  readonly intents: readonly Intent[];
  readonly expects?: Expected;
}

/** So many silences and misunderstandings in a row lead to a person. */
const FAILURES_MAX = 3;
/** Below this a recogniser guessed. */
const CONFIDENCE_MIN = 0.35;

/** 对话: decides what follows from an event. Pure: it knows what it is told, and no channel. */
export function step(session: Session, event: Event, facts: Facts): Step {
  const context = { session, facts };
  if (event.kind === "served" && session.state.topic !== "ended") {
    return follow(context, { go: { topic: "satisfaction" } }, event);
  }
  if (isOver(session) || event.kind === "served") return over(context, event);
  const topic = topicOf(session.state);
  const open = topic.question?.(session.state, context) ?? null;
  if (event.kind === "begun") {
    const known = { ...session, known: event.households };
    const caller = event.caller === undefined ? known : { ...known, caller: event.caller };
    const begun = { session: caller, facts };
    const { check } = event;
    return follow(begun, check === undefined ? greet(event, begun) : announce(check), event);
  }
  if (event.kind === "answer") return follow(context, answered(event, context), event);
  if (event.kind === "refused") {
    return follow(context, toPerson(topic.skill, "refused"), event);
  }
  // A question is never left open between two turns; where one is, it is asked again.
  if (open !== null) return { session, replies: [], ask: open, intents: [] };
  return follow(context, heard(event, context), event);
}

function answered(answer: Answer, context: Context): Move {
  const { state } = context.session;
  return topicOf(state).answered?.(state, answer, context) ?? { go: state };
}

type Heard = Extract<Event, { kind: "keys" | "said" | "silence" }>;

/** In this order: a person and what else is always there, the topic, then a wish for another. */
function heard(event: Heard, context: Context): Move {
  const { session } = context;
  const { state } = session;
  const topic = topicOf(state);
  const input = inputOf(event);
  if (input === "silence") {
    return topic.silent?.(state, context) ?? failed(context, say("bots.unheard"));
  }
  if (input === null) return failed(context, say("bots.not-understood"));
  return (
    always(input, context) ??
    topic.heard(state, input, context) ??
    (input.kind === "said" ? wished(input, context) : null) ??
    failed(context, say("bots.not-understood"))
  );
}

/** Null: it was a guess. */
function inputOf(event: Heard): Input | "silence" | null {
  if (event.kind === "silence") return "silence";
  if (event.kind === "keys") {
    const digits = event.digits.replace(/#$/, "");
    return digits === "" ? "silence" : { kind: "keys", digits };
  }
  const { text, confidence = 1 } = event;
  const words = normalised(text);
  if (words === "") return "silence";
  if (confidence < CONFIDENCE_MIN) return null;
  const digits = spokenKeys(text);
  return digits === null ? { kind: "said", text: text.trim(), words } : { kind: "keys", digits };
}

/** `0`, `*` and `9` at any time, and the words for them. */
function always(input: Input, context: Context): Move | null {
  const { session } = context;
  const { keys } = topicOf(session.state).prompt(session.state, context).expects;
  const wish = input.kind === "said" ? wishIn(input.words) : null;
  const verbatim = topicOf(session.state).verbatim?.(session.state) ?? false;
  const whole = !verbatim || (input.kind === "said" && isShort(input.words));
  const digits = input.kind === "keys" ? input.digits : "";
  if (digits === "0" || (wish === "person" && whole)) return toPerson(skillOf(context));
  if (digits.endsWith("*") || (wish === "repeat" && whole)) return repeated(session);
  if ((digits === "9" && keys === "one") || (wish === "language" && whole)) {
    const language = session.language === "zh" ? "en" : "zh";
    return { about: { language }, go: session.state };
  }
  return null;
}

/** Among words that are kept as they are, a wish is one that says nothing else. */
const HAN_MAX = 6;
const ENGLISH_MAX = 3;

function isShort(words: string): boolean {
  return (
    words.length <= HAN_MAX ||
    (!/\p{Script=Han}/u.test(words) && words.split(" ").length <= ENGLISH_MAX)
  );
}

/** Once more what was told last, without what was done with it. */
function repeated({ told, state }: Session): Move {
  return { replies: told, go: state, repeats: true };
}

function wished(input: Extract<Input, { kind: "said" }>, context: Context): Move | null {
  const wish = wishIn(input.words);
  if (wish === null || wish === "person" || wish === "repeat" || wish === "language") return null;
  return start(wish, context, input.text);
}

function failed({ session }: Context, why: Reply): Move {
  return { replies: [why], go: session.state, failed: true };
}

function skillOf({ session: { state } }: Context): "fees" | "repairs" {
  return state.topic === "callback" ? state.skill : topicOf(state).skill;
}

/** Carries a move out: on to the next question of the server, or to what is said and expected. */
function follow(context: Context, move: Move, event: Event): Step {
  const { session, facts } = context;
  const failures = move.failed === true ? session.failures + 1 : 0;
  if (failures >= FAILURES_MAX) {
    // Who said nothing may be understood by anybody.
    const unclear = event.kind === "said" ? ({ unclear: true } as const) : undefined;
    return follow(context, toPerson(skillOf(context), "failures", unclear), event);
  }
  const { replies = [], intents = [] } = move;
  const next = { ...session, ...move.about, state: move.go, failures };
  const topic = topicOf(next.state);
  const ask = topic.question?.(next.state, { session: next, facts }) ?? null;
  const before = event.kind === "answer" ? session.told : [];
  if (ask !== null) {
    return { session: { ...next, told: [...before, ...replies] }, replies, ask, intents };
  }
  const prompt = topic.prompt(next.state, { session: next, facts });
  const said = move.repeats === true ? replies : [...replies, ...prompt.replies];
  // What was not understood is no news: `*` says again what was told before it.
  const told = { ...next, told: move.failed === true ? session.told : [...before, ...said] };
  return {
    session: told,
    replies: said,
    intents,
    ...(isOver(told) ? {} : { expects: expected(prompt.expects, facts) }),
  };
}

/** A channel without keys collects none. */
function expected({ keys, speech }: Expected, { capability }: Facts): Expected {
  return { keys: capability.keys ? keys : "none", speech };
}

function over({ session, facts }: Context, event: Event): Step {
  const { replies } = topicOf(session.state).prompt(session.state, { session, facts });
  return { session, replies: event.kind === "answer" ? [] : replies, intents: [] };
}
