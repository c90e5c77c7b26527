import { chatMessages, chats, type Chat } from "@warmline/shared/chats/model.ts";
import { queued } from "@warmline/shared/chats/outbox.ts";
import { leftOf } from "@warmline/shared/chats/quota.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import { insert, replace, type Write } from "@warmline/shared/store/write.ts";
import type { Config } from "../../config.ts";
import { chatLineOf, isUnlimited } from "./line.ts";

/** Why nothing can be said in a chat that nobody asked for just now; null: it can. */
export function whyNotTo(config: Config, chat: Chat | null, at: Instant): "gone" | "quota" | null {
  if (chat === null || chat.expired || !chat.followed) return "gone";
  if (chatLineOf(config, chat) === null) return "gone";
  return isUnlimited(config, chat) || leftOf(chat.grants, at) > 0 ? null : "quota";
}

interface Room {
  /** Messages that may be sent still; null: none are counted. */
  readonly left: number | null;
  /** Of one message. */
  readonly bytesMax: number;
}

/** What the chat takes now; of an account that is not this process's, nothing. */
export function roomIn(config: Config, chat: Chat, at: Instant): Room {
  const left = isUnlimited(config, chat) ? null : leftOf(chat.grants, at);
  return { left, bytesMax: chatLineOf(config, chat)?.bytesMax ?? 0 };
}

interface Unasked {
  readonly id: string;
  readonly noticeId: string;
  readonly text: string;
}

/** 通知 into the outbox: behind whatever waits there. */
export function unaskedWrites(chat: Chat, said: Unasked, at: Instant): Write[] {
  const place = chat.messageCount;
  return [
    replace(chats, chat, { ...chat, messageCount: place + 1 }),
    insert(chatMessages, queued({ ...said, chatId: chat.id, place }, at)),
  ];
}
