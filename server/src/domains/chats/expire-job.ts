import { deskChats } from "@warmline/shared/chatdesk/model.ts";
import { chatMedia, withoutMediaId, type ChatMedia } from "@warmline/shared/chats/media.ts";
import { chatMessages, chats, type Chat, type ChatMessage } from "@warmline/shared/chats/model.ts";
import { withoutText } from "@warmline/shared/chats/outbox.ts";
import { expiryCommand } from "../../platform/commands/expiry.ts";
import { expiry, expiryJob } from "../../platform/jobs/expiry-job.ts";
import { expireDeskChat } from "../chatdesk/index.ts";

/** It has no refusals. */
export const expireChat = expiryCommand<Chat>({
  name: "chats.expire",
  of: chats,
  without: withoutBindings,
});
/** It has no refusals. */
export const expireMessage = expiryCommand<ChatMessage>({
  name: "chats.expire-message",
  of: chatMessages,
  without: withoutText,
});

/** It has no refusals. */
export const expireMedia = expiryCommand<ChatMedia>({
  name: "chats.expire-media",
  of: chatMedia,
  without: withoutMediaId,
});

function withoutBindings({ conversationId: _conversation, ...chat }: Chat): Chat {
  return { ...chat, bindings: [], boundIds: [], grants: {}, expired: true };
}

export const expireJob = expiryJob({
  name: "chats.expire",
  actor: { id: "chats-expiry", name: "会话到期" },
  deadlineMs: 300_000,
  expiries: [
    expiry(chatMessages, expireMessage),
    expiry(chatMedia, expireMedia),
    expiry(deskChats, expireDeskChat),
    expiry(chats, expireChat),
  ],
});
