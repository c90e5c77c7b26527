import { agents, type Agent } from "@warmline/shared/acd/model.ts";
import { deskChats, type DeskChat } from "@warmline/shared/chatdesk/model.ts";
import { chatPeriod, chatPeriods } from "@warmline/shared/chatdesk/periods.ts";
import type { ChatStep } from "@warmline/shared/chatdesk/rules.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import { insert, replace, type Write } from "@warmline/shared/store/write.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { agentWrites } from "../acd/index.ts";

/** A chat with whoever has it, or is offered it. */
export interface ChatAtDesk {
  readonly chat: DeskChat;
  readonly agent: Agent | null;
}

/** Null: it never asked for a person. */
export async function loadDeskChat(
  reads: Pick<Reads, "get">,
  id: string | undefined,
): Promise<ChatAtDesk | null> {
  const chat = id === undefined ? null : await reads.get(deskChats, id);
  if (chat === null) return null;
  const agent = chat.agentId === undefined ? null : await reads.get(agents, chat.agentId);
  return { chat, agent };
}

/** Both in one commit, so that neither has another at the same time, with what ends by it. */
export function chatWrites({ chat, agent }: ChatAtDesk, step: ChatStep, at: Instant): Write[] {
  const period = step.chat === undefined ? null : chatPeriod(chat, step.chat, at);
  return [
    ...(step.chat === undefined ? [] : [replace(deskChats, chat, step.chat)]),
    ...(period === null ? [] : [insert(chatPeriods, period)]),
    ...(step.agent === undefined || agent === null ? [] : agentWrites(agent, step.agent, at)),
  ];
}

export function subjectsOf({ chat, agent }: ChatAtDesk): string[] {
  const theirs = agent === null ? [] : [`${agents.name}/${agent.id}`];
  return [`${deskChats.name}/${chat.id}`, ...theirs];
}
