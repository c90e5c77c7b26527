import { deskChats, type DeskChat } from "@warmline/shared/chatdesk/model.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { insert, type Write } from "@warmline/shared/store/write.ts";

/** A conversation that somebody serves who asks for nothing here. */
export function deskChat(id: string, at: Instant, branchId: string): Write {
  const chat: Body<DeskChat> = {
    id,
    chatId: "chat-of-an-unsent-message",
    skill: "fees",
    branchIds: [branchId],
    state: "served",
    enteredAt: at,
    since: at,
    agentId: "somebody",
    agentName: "somebody",
    passed: [],
    answeredAt: at,
    unread: 0,
    heardAt: at,
    expiresAt: at,
    expired: true,
  };
  return insert(deskChats, chat);
}
