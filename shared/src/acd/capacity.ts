import type { Agent } from "./model.ts";

/** 会话上限: more than these nobody follows at once. */
export const CHATS_MAX = 5;
const USUAL = 3;

type Chatting = Pick<Agent, "chatIds">;

/** 在手会话: how many chats somebody has, or is being offered. */
export function chatsInHand({ chatIds = [] }: Chatting): number {
  return chatIds.length;
}

/** How many somebody may have at once; of overflow none, until a supervisor says so. */
export function chatCapacityOf({
  chatCapacity,
  overflow,
}: Pick<Agent, "chatCapacity" | "overflow">): number {
  return chatCapacity ?? (overflow === undefined ? USUAL : 0);
}

/** 电话独占: who writes with people is not rung, as they would leave these without an answer. */
export function mayBeRung(agent: Chatting): boolean {
  return chatsInHand(agent) === 0;
}

/** Who has a call, or wraps one up, is not `ready`. */
export function mayBeOffered(
  agent: Pick<Agent, "state" | "chatIds" | "chatCapacity" | "overflow">,
): boolean {
  return agent.state === "ready" && chatsInHand(agent) < chatCapacityOf(agent);
}
