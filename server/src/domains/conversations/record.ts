import type { Event } from "@warmline/bots/core/event.ts";
import type { Session } from "@warmline/bots/core/session.ts";
import { write } from "@warmline/bots/say/render.ts";
import {
  ANSWERS_KEPT,
  KEPT_MS,
  TURNS_KEPT,
  type Conversation,
  type ConversationState,
  type ConversationTurn,
} from "@warmline/shared/conversations/model.ts";
import { assert } from "@warmline/shared/kernel/assert.ts";
import { later, type Instant } from "@warmline/shared/kernel/time.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import type { Capability } from "@warmline/bots/core/capability.ts";
import type { Driven } from "./drive.ts";
import type { TurnAnswer } from "./exchange.ts";

/** What a conversation is from its first turn on. */
export interface Begun extends Pick<Conversation, "channel" | "externalId"> {
  readonly phone?: string | undefined;
  readonly chatId?: string | undefined;
  readonly capability: Capability | Conversation["capability"];
}

/** A turn with what came of it. */
export interface Turned {
  readonly id: string;
  readonly turnId: string;
  readonly event: Event;
  readonly before: Conversation | null;
  readonly begun: Begun;
  /** The session in which it was said. */
  readonly session: Session;
  readonly driven: Driven;
  readonly branchId: string | undefined;
}

export function kindOf({ kind }: Event): ConversationTurn["kind"] {
  assert(kind !== "answer" && kind !== "refused", "a turn is somebody's");
  return kind;
}

/** What was said or pressed. */
export function textOf(event: Event): string {
  if (event.kind === "keys") return event.digits;
  if (event.kind === "begun") return event.first ?? "";
  return event.kind === "said" ? event.text : "";
}

/** The conversation with one turn more. */
export function nextConversation(
  { id, turnId, event, before, begun, session, driven, branchId }: Turned,
  answer: TurnAnswer,
  at: Instant,
): Body<Conversation> {
  const after = driven.session;
  const said = textOf(event);
  const turn: ConversationTurn = {
    id: turnId,
    at,
    kind: kindOf(event),
    // 第二要素: nobody who reads the course later may learn it.
    text: session.state.topic === "proof" ? "*".repeat(said.length) : said,
    replied: answer.replies.map((reply) => write(after.language, reply)),
    answer: answer as unknown as NonNullable<ConversationTurn["answer"]>,
  };
  const { channel, externalId, phone, chatId, capability } = begun;
  const score = answer.intents.find(({ kind }) => kind === "rate");
  const person = answer.intents.find(({ kind }) => kind === "person");
  const optional = {
    phone,
    chatId,
    householdId: answer.householdId ?? undefined,
    branchId: branchId ?? before?.branchId,
    score: score?.kind === "rate" ? score.score : before?.score,
    skill: person?.kind === "person" ? person.skill : before?.skill,
    linkedCaseIds: before?.linkedCaseIds,
  };
  return {
    id,
    channel,
    externalId,
    state: stateOf(after),
    startedAt: before?.startedAt ?? at,
    lastAt: at,
    expiresAt: later(at, KEPT_MS),
    expired: false,
    language: after.language,
    ...Object.fromEntries(Object.entries(optional).filter((pair) => pair[1] !== undefined)),
    caseIds: answer.caseIds,
    session: after as unknown as Conversation["session"],
    capability: capability as unknown as Conversation["capability"],
    turns: kept([...(before?.turns ?? []), turn]),
    turnCount: (before?.turnCount ?? 0) + 1,
  };
}

function stateOf({ state }: Session): ConversationState {
  return state.topic === "person" || state.topic === "ended" ? state.topic : "open";
}

/** 人工对话: what either side wrote to the other, with which the core has nothing to do. */
export interface WithPerson extends Pick<ConversationTurn, "id" | "text"> {
  readonly kind: "said" | "media" | "agent";
  readonly agentName?: string;
  readonly messageIds?: readonly string[];
}

export function withPerson(
  before: Conversation,
  turn: WithPerson,
  at: Instant,
): Body<Conversation> {
  return {
    ...before,
    lastAt: at,
    expiresAt: later(at, KEPT_MS),
    expired: false,
    turns: kept([...before.turns, { ...turn, at, replied: [] }]),
    turnCount: before.turnCount + 1,
  };
}

/** The newest turns; answers only of the last ones, as nobody asks for others again. */
function kept(turns: readonly ConversationTurn[]): ConversationTurn[] {
  const newest = turns.slice(-TURNS_KEPT);
  return newest.map((turn, place) => {
    if (place >= newest.length - ANSWERS_KEPT) return turn;
    const { answer: _answer, ...rest } = turn;
    return rest;
  });
}
