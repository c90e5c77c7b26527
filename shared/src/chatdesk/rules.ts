import type { Disposition, Said } from "../acd/dispositions.ts";
import type { Agent, Skill } from "../acd/model.ts";
import { pausedFor } from "../acd/rules.ts";
import { mapOk, ok, refuse, type Result } from "../kernel/result.ts";
import { later, type Instant } from "../kernel/time.ts";
import type { Body } from "../store/collection.ts";
import {
  DESK_CHAT_KEPT_MS,
  isInHand,
  OFFER_MS,
  withoutPersonalNotes,
  type DeskChat,
  type DeskChatEnd,
} from "./model.ts";

/** What becomes of a chat and of its agent; whichever is left out stays as it is. */
export interface ChatStep {
  readonly chat?: Body<DeskChat>;
  readonly agent?: Body<Agent>;
}

export type NotHere = "chat-over" | "chat-elsewhere";

/** 分配: it is theirs to take until `OFFER_MS` have passed. */
export function offer(chat: DeskChat, agent: Agent, at: Instant): Required<ChatStep> {
  const { wantedAgentId: _, ...rest } = chat;
  const { id: agentId, staffName: agentName, chatIds = [] } = agent;
  const offeredUntil = later(at, OFFER_MS);
  return {
    chat: { ...rest, state: "offered", since: at, agentId, agentName, offeredUntil },
    agent: { ...agent, chatIds: [...chatIds, chat.id] },
  };
}

/**
 * 接入. Refusals, in this order: `chat-over`, `chat-elsewhere` (it is not offered here, or was).
 */
export function take(chat: DeskChat, agent: Agent, at: Instant): Result<ChatStep, NotHere> {
  return mapOk(atDesk(chat, agent, "offered"), ({ offeredUntil: _, ...rest }) => ({
    chat: { ...rest, state: "served", since: at, answeredAt: chat.answeredAt ?? at },
  }));
}

/** 拒接: it keeps its place and goes on; the agent stays ready, behind others. Refused as `take`. */
export function decline(chat: DeskChat, agent: Agent, at: Instant): Result<ChatStep, NotHere> {
  return mapOk(atDesk(chat, agent, "offered"), () => ({
    chat: passedBy(chat, agent.id, at),
    agent: { ...without(agent, chat), idleSince: at },
  }));
}

/** 未接: nobody is at that desk, so no further chat goes there; those in hand stay. */
export function miss(chat: DeskChat, agent: Agent, at: Instant): ChatStep {
  const rest = without(agent, chat);
  return {
    chat: passedBy(chat, agent.id, at),
    agent: rest.state === "ready" ? pausedFor({ ...rest, idleSince: at }, "no-answer", at) : rest,
  };
}

/**
 * 转接: back into the queue in the place that it always had, for another skill or for one agent.
 * Refusals, in this order: `transfer-to-oneself`, `chat-over`, `chat-elsewhere`.
 */
export function transfer(
  chat: DeskChat,
  agent: Agent,
  to: { readonly skill?: Skill | undefined; readonly agentId?: string | undefined },
  at: Instant,
): Result<ChatStep, NotHere | "transfer-to-oneself"> {
  if (to.agentId === agent.id) return refuse("transfer-to-oneself");
  const wanted = to.agentId === undefined ? {} : { wantedAgentId: to.agentId };
  return mapOk(atDesk(chat, agent, "served"), () => ({
    chat: { ...released(chat, agent.id, at), skill: to.skill ?? chat.skill, ...wanted },
    agent: { ...without(agent, chat), idleSince: at },
  }));
}

/**
 * 收回 by a supervisor, the inverse of a transfer that was a mistake: into the queue, in its place.
 * Refusals, in this order: `chat-over`, `chat-not-in-hand`.
 */
export function takeBack(
  chat: DeskChat,
  agent: Agent | null,
  at: Instant,
): Result<ChatStep, "chat-over" | "chat-not-in-hand"> {
  if (chat.state === "ended") return refuse("chat-over");
  if (!isInHand(chat)) return refuse("chat-not-in-hand");
  return ok({
    chat: released(chat, chat.agentId ?? "", at),
    ...(agent === null ? {} : { agent: without(agent, chat) }),
  });
}

/**
 * 结束会话 by the agent, with what it was about. Refusals: `chat-over`, `chat-elsewhere`.
 */
export function finish(
  chat: DeskChat,
  agent: Agent,
  said: Said,
  at: Instant,
): Result<ChatStep, NotHere> {
  return mapOk(atDesk(chat, agent, "served"), () => {
    const disposed = { ...chat, dispositions: disposedBy(chat, agent, said, at) };
    return end(disposed, agent, at, "answered");
  });
}

/** It is over: they left, want nobody any more, or nobody is there; once answered it stays so. */
export function end(
  chat: DeskChat,
  agent: Agent | null,
  at: Instant,
  unanswered: DeskChatEnd,
): ChatStep {
  if (chat.state === "ended") return {};
  const { offeredUntil: _, wantedAgentId: _w, ...rest } = chat;
  const why = chat.answeredAt === undefined ? unanswered : "answered";
  const expiresAt = later(at, DESK_CHAT_KEPT_MS);
  const ended = { state: "ended", since: at, endedAt: at, end: why, unread: 0, expiresAt } as const;
  const theirs = agent !== null && isInHand(chat);
  return {
    chat: { ...rest, ...ended },
    ...(theirs ? { agent: { ...without(agent, chat), idleSince: at } } : {}),
  };
}

/** They wrote once more. */
export function heard(chat: DeskChat, at: Instant): Body<DeskChat> {
  return { ...chat, unread: chat.unread + 1, heardAt: at, expiresAt: later(at, DESK_CHAT_KEPT_MS) };
}

/** 到期: who has said nothing for a day has gone. Null: it is not due. */
export function expire(chat: DeskChat, agent: Agent | null, at: Instant): ChatStep | null {
  if (chat.expired || chat.expiresAt > at) return null;
  const over = end(chat, agent, at, "abandoned");
  return { ...over, chat: withoutPersonalNotes({ ...chat, ...over.chat }) };
}

/** 已读. Refusals: `chat-over`, `chat-elsewhere`. */
export function see(chat: DeskChat, agent: Pick<Agent, "id">): Result<ChatStep, NotHere> {
  return mapOk(atDesk(chat, agent, "served"), () =>
    chat.unread === 0 ? {} : { chat: { ...chat, unread: 0 } },
  );
}

/** The chat, in this state at that desk. Refusals, in this order: `chat-over`, `chat-elsewhere`. */
export function atDesk(
  chat: DeskChat,
  { id }: Pick<Agent, "id">,
  state: DeskChat["state"],
): Result<DeskChat, NotHere> {
  if (chat.state === "ended") return refuse("chat-over");
  return chat.agentId === id && chat.state === state ? ok(chat) : refuse("chat-elsewhere");
}

function passedBy(chat: DeskChat, agentId: string, at: Instant): Body<DeskChat> {
  return { ...backInPlace(chat, at), passed: [...new Set([...chat.passed, agentId])] };
}

/** Whoever had it is asked last. */
function released(chat: DeskChat, agentId: string, at: Instant): Body<DeskChat> {
  return { ...backInPlace(chat, at), passed: [agentId] };
}

function backInPlace(chat: DeskChat, at: Instant): Body<DeskChat> {
  const { agentId: _a, agentName: _n, offeredUntil: _o, ...rest } = chat;
  return { ...rest, state: "waiting", since: at };
}

function without(agent: Agent, { id }: Pick<DeskChat, "id">): Body<Agent> {
  const { chatIds = [] } = agent;
  return { ...agent, chatIds: chatIds.filter((one) => one !== id) };
}

function disposedBy(
  { dispositions = [] }: DeskChat,
  { id: agentId, staffName: agentName }: Agent,
  { about, note }: Said,
  at: Instant,
): Disposition[] {
  const said = { agentId, agentName, at, about, ...(note === undefined ? {} : { note }) };
  return [...dispositions.filter((one) => one.agentId !== agentId), said];
}
