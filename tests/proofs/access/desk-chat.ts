import { chatMedia } from "@warmline/shared/chats/media.ts";
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

/** What came in it, and hangs on a case by now. */
export function sentPicture(
  id: string,
  conversationId: string,
  at: Instant,
  { fileId, caseId }: { readonly fileId: string; readonly caseId: string },
): Write {
  const of = { chatId: "chat-of-an-unsent-message", conversationId, turnId: "1", mediaId: "" };
  const kept = { kind: "picture", state: "attached", fileId, caseId } as const;
  return insert(chatMedia, { id, ...of, ...kept, at, expiresAt: at, expired: true });
}
