import type { Agent, Skill } from "@warmline/shared/acd/model.ts";
import { mayHave } from "@warmline/shared/acd/overflow.ts";
import { deskChats } from "@warmline/shared/chatdesk/model.ts";
import * as rules from "@warmline/shared/chatdesk/rules.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import { mapOk, ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { command, type Command, type Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { agentOf } from "../acd/index.ts";
import { chatWrites, loadDeskChat, subjectsOf, type ChatAtDesk } from "./desk-chat.ts";

export interface OneChat {
  readonly id: string;
}

/** Of which the endpoint reads the rest. */
export type AfterChat = OneChat;

/** A chat, and the agent who does something with it. */
export interface AtOwnDesk extends ChatAtDesk {
  readonly agent: Agent;
}

interface Declared<I extends OneChat, C extends string> {
  readonly name: string;
  readonly rule: (at: AtOwnDesk, input: I, now: Instant) => Result<rules.ChatStep, C>;
}

/**
 * What an agent does with a chat at their own desk. One that may not be theirs is none to them.
 * Refusals, in this order: `chat-unknown`, then its own.
 */
function chatCommand<C extends string, I extends OneChat = OneChat>({
  name,
  rule,
}: Declared<I, C>): Command<I, AtOwnDesk, AfterChat, C | "chat-unknown"> {
  return command<I, AtOwnDesk, AfterChat, C | "chat-unknown">({
    name,
    mutex: (_, { actor }) => `agents/${actor.id}`,
    scope: "anywhere",
    load: (reads, { id }, moment) => loadOwn(reads, id, moment),
    decide: (at, input, { at: now }) =>
      mapOk(rule(at, input, now), (step) => ({
        value: { id: at.chat.id },
        writes: chatWrites(at, step, now),
        subjects: subjectsOf(at),
      })),
  });
}

/** The chat with whoever does something with it. Refusal: `chat-unknown`. */
export async function loadOwn(
  reads: Reads,
  id: string,
  { actor }: Pick<Moment, "actor">,
): Promise<Result<AtOwnDesk, "chat-unknown">> {
  const agent = await agentOf(reads, actor);
  const chat = await reads.get(deskChats, id);
  if (chat === null || (chat.agentId !== agent.id && !mayHave(agent, chat))) {
    return refuse("chat-unknown");
  }
  return ok({ chat, agent });
}

/** 接入. Refusals, in this order: `chat-unknown`, `chat-over`, `chat-elsewhere`. */
export const takeChat = chatCommand({
  name: "chatdesk.take",
  rule({ chat, agent }, _, now) {
    // Pressed twice, or sent again: it was taken here.
    const taken = chat.state === "served" && chat.agentId === agent.id;
    return taken ? ok({}) : rules.take(chat, agent, now);
  },
});

/** 拒接. Refusals, in this order: `chat-unknown`, `chat-over`, `chat-elsewhere`. */
export const declineChat = chatCommand({
  name: "chatdesk.decline",
  rule: ({ chat, agent }, _, now) => rules.decline(chat, agent, now),
});

interface Transfer extends OneChat {
  readonly skill?: Skill | undefined;
  readonly agentId?: string | undefined;
}

/**
 * 转接. Refusals, in this order: `chat-unknown`, `transfer-to-oneself`, `chat-over`,
 * `chat-elsewhere`.
 */
export const transferChat = chatCommand({
  name: "chatdesk.transfer",
  rule: ({ chat, agent }, { skill, agentId }: Transfer, now) =>
    rules.transfer(chat, agent, { skill, agentId }, now),
});

/** 已读. Refusals, in this order: `chat-unknown`, `chat-over`, `chat-elsewhere`. */
export const seeChat = chatCommand({
  name: "chatdesk.see",
  rule: ({ chat, agent }) => rules.see(chat, agent),
});

interface TakeBack extends OneChat {
  readonly reason: string;
}

/** 收回, with a reason. Refusals, in this order: `chat-unknown`, `chat-over`, `chat-not-in-hand`. */
export const takeChatBack = command({
  name: "chatdesk.take-back",
  scope: "city",
  async load(reads, { id }: TakeBack): Promise<Result<ChatAtDesk, "chat-unknown">> {
    const found = await loadDeskChat(reads, id);
    return found === null ? refuse("chat-unknown") : ok(found);
  },
  decide: (at, { reason }, { at: now }) =>
    mapOk(rules.takeBack(at.chat, at.agent, now), (step) => ({
      value: { id: at.chat.id },
      writes: chatWrites(at, step, now),
      subjects: subjectsOf(at),
      reason,
    })),
});
