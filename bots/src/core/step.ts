import { say, type Reply } from "../say/said.ts";
import { worded } from "../say/worded.ts";
import type { Facts } from "./capability.ts";
import type { Answer, Event, Expected, Intent, Question } from "./event.ts";
import type { Session, TopicName } from "./session.ts";
import { heard, heardWaiting, pendingMove, skillOf } from "./heard.ts";
import type { Context, Move } from "./topic.ts";
import { topicOf } from "./topics.ts";
import { isOver, toPerson, unattended } from "./topics/closing.ts";
import { greet } from "./topics/greeting.ts";
import { announce } from "./topics/repaired.ts";

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
/** Through these their first words wait for the menu; whoever goes elsewhere has another wish. */
const BEFORE_MENU: ReadonlySet<TopicName> = new Set(["household", "outage"]);

/** 对话: decides what follows from an event. Pure: it knows what it is told, and no channel. */
export function step(session: Session, event: Event, facts: Facts): Step {
  const done = decide(session, event, facts);
  return { ...done, replies: worded(done.replies, facts.capability) };
}

function decide(session: Session, event: Event, facts: Facts): Step {
  const context = { session, facts };
  if (event.kind === "served" && session.state.topic !== "ended") {
    return follow(context, { go: { topic: "satisfaction" } }, event);
  }
  const { state } = session;
  if (event.kind === "unattended") {
    return state.topic === "person"
      ? follow(context, unattended(state.skill, context), event)
      : over(context, event);
  }
  if (state.topic === "person" && isOver(session) && facts.capability.turn === "typed") {
    return waits(context, event);
  }
  if (isOver(session) || event.kind === "served") return over(context, event);
  const topic = topicOf(session.state);
  const open = topic.question?.(session.state, context) ?? null;
  if (event.kind === "begun") {
    const { caller, households: known, check, first: pending } = event;
    const begun = {
      session: {
        ...session,
        known,
        ...(caller === undefined ? {} : { caller }),
        ...(pending === undefined ? {} : { pending }),
      },
      facts,
    };
    const move = check === undefined ? greet(event, begun) : announce(check);
    return follow(begun, sentFirst(event, facts) ? withKept(move) : move, event);
  }
  if (event.kind === "answer") return follow(context, answered(event, context), event);
  if (event.kind === "refused") {
    return follow(context, toPerson(topic.skill, context, "refused"), event);
  }
  // A question is never left open between two turns; where one is, it is asked again.
  if (open !== null) return { session, replies: [], ask: open, intents: [] };
  if (event.kind === "media") return follow(context, sent(event, context), event);
  return follow(context, heard(event, context), event);
}

function sentFirst({ sent: of }: Extract<Event, { kind: "begun" }>, facts: Facts): boolean {
  return of !== undefined && facts.capability.pictures;
}

/** It hangs on the case that comes of the conversation, as any that is sent later. */
function withKept(move: Move): Move {
  return { ...move, replies: [say("bots.media.kept"), ...(move.replies ?? [])] };
}

/** What cannot be kept is said to be none. */
function sent({ of }: Extract<Event, { kind: "media" }>, context: Context): Move {
  const { state } = context.session;
  if (of === undefined || !context.facts.capability.pictures) {
    return { replies: [say("bots.media")], go: state };
  }
  return {
    replies: [say("bots.media.kept")],
    go: topicOf(state).media?.(state, context) ?? state,
  };
}

function answered(answer: Answer, context: Context): Move {
  const { state } = context.session;
  return topicOf(state).answered?.(state, answer, context) ?? { go: state };
}

/** Carries a move out: on to the next question of the server, or to what is said and expected. */
function follow(context: Context, move: Move, event: Event): Step {
  const { session, facts } = context;
  const failures = move.failed === true ? session.failures + 1 : 0;
  if (failures >= FAILURES_MAX) {
    // Who said nothing may be understood by anybody.
    const unclear = event.kind === "said" ? ({ unclear: true } as const) : undefined;
    return follow(context, toPerson(skillOf(context), context, "failures", unclear), event);
  }
  const { replies = [], intents = [] } = move;
  const kept = BEFORE_MENU.has(move.go.topic) ? session : { ...session, pending: undefined };
  const next = { ...kept, ...move.about, state: move.go, failures };
  const topic = topicOf(next.state);
  const ask = topic.question?.(next.state, { session: next, facts }) ?? null;
  const before = event.kind === "answer" ? session.told : [];
  if (ask !== null) {
    return { session: { ...next, told: [...before, ...replies] }, replies, ask, intents };
  }
  const { pending } = session;
  const wanted =
    next.state.topic === "menu" ? pendingMove({ session: { ...next, pending }, facts }) : null;
  if (wanted !== null) {
    const then = follow({ session: next, facts }, wanted, event);
    return after({ replies, intents, told: [...before, ...replies] }, then);
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

/** What was said on the way comes first. */
function after(
  before: Pick<Step, "replies" | "intents"> & Pick<Session, "told">,
  then: Step,
): Step {
  return {
    ...then,
    session: { ...then.session, told: [...before.told, ...then.replies] },
    replies: [...before.replies, ...then.replies],
    intents: [...before.intents, ...then.intents],
  };
}

/** A channel without keys collects none. */
function expected({ keys, speech }: Expected, { capability }: Facts): Expected {
  return { keys: capability.keys ? keys : "none", speech };
}

/** 排队中: who waits can leave the queue; nothing else that they write is answered here. */
function waits(context: Context, event: Event): Step {
  const leaves = event.kind === "said" ? heardWaiting(event, context) : null;
  return leaves === null
    ? { session: context.session, replies: [], intents: [] }
    : follow(context, leaves, event);
}

function over({ session, facts }: Context, event: Event): Step {
  const { replies } = topicOf(session.state).prompt(session.state, { session, facts });
  return { session, replies: event.kind === "answer" ? [] : replies, intents: [] };
}
