import { chatMessages, chats, type Chat } from "@warmline/shared/chats/model.ts";
import { queued } from "@warmline/shared/chats/outbox.ts";
import { later, type Instant } from "@warmline/shared/kernel/time.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { insert, type Write } from "@warmline/shared/store/write.ts";

/** One that could not be sent to somebody's chat, and may be sent again; both documents. */
export function unsentMessage(id: string, at: Instant): Write[] {
  const until = later(at, 3_600_000);
  const message = { chatId: `chat-of-${id}`, conversationId: "", place: 0, text: "您好" };
  const chat: Body<Chat> = {
    id: message.chatId,
    account: "official:wx",
    userId: "o",
    bindings: [],
    language: "zh",
    followed: true,
    lastAt: at,
    grants: { word: { left: 5, until } },
    messageCount: 1,
    expiresAt: until,
    expired: false,
  };
  const failed = { state: "failed", failure: "unreached" } as const;
  return [
    insert(chats, chat),
    insert(chatMessages, { ...queued({ id, ...message }, at), ...failed }),
  ];
}
