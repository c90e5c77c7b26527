import { normalised, spokenKeys } from "../hear/normalise.ts";
import { wishIn } from "../hear/phrasings.ts";
import { say, type Reply } from "../say/said.ts";
import type { Event } from "./event.ts";
import type { Session } from "./session.ts";
import type { Context, Input, Move } from "./topic.ts";
import { topicOf } from "./topics.ts";
import { toPerson } from "./topics/closing.ts";
import { start } from "./wishes.ts";

/** Below this a recogniser guessed. */
const CONFIDENCE_MIN = 0.35;

type Heard = Extract<Event, { kind: "keys" | "said" | "silence" }>;

/** In this order: a person and what else is always there, the topic, then a wish for another. */
export function heard(event: Heard, context: Context): Move {
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

/** Of somebody who waits for a person; null: it is for the person. */
export function heardWaiting(event: Heard, context: Context): Move | null {
  const { state } = context.session;
  const input = inputOf(event);
  return input === null || input === "silence" ? null : topicOf(state).heard(state, input, context);
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
  if (digits === "0" || (wish === "person" && whole)) return toPerson(skillOf(context), context);
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

/** What their first words wish for; null: nothing, so that the menu says what there is. */
export function pendingMove(context: Context): Move | null {
  const { pending } = context.session;
  const input = pending === undefined ? null : inputOf({ kind: "said", text: pending });
  if (input === null || input === "silence") return null;
  const { state } = context.session;
  return (
    always(input, context) ??
    topicOf(state).heard(state, input, context) ??
    (input.kind === "said" ? wished(input, context) : null)
  );
}

function failed({ session }: Context, why: Reply): Move {
  return { replies: [why], go: session.state, failed: true };
}

export function skillOf({ session: { state } }: Context): "fees" | "repairs" {
  return state.topic === "callback" ? state.skill : topicOf(state).skill;
}
