import { chatMessages, type Chat, type Opening } from "@warmline/shared/chats/model.ts";
import { queued } from "@warmline/shared/chats/outbox.ts";
import { partsOf } from "@warmline/shared/chats/parts.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { insert, type Write } from "@warmline/shared/store/write.ts";
import type { Moment } from "../../platform/commands/command.ts";

interface Telling {
  /** Null: in none. */
  readonly conversationId: string | null;
  readonly lines: readonly string[];
  /** Of one message. */
  readonly bytesMax: number;
  /** 欢迎语: by which the first of them is sent. */
  readonly opening?: Opening | undefined;
}

export interface Outgoing {
  /** The chat, which counts them. */
  readonly chat: Body<Chat>;
  /** In the outbox. */
  readonly messageIds: readonly string[];
  readonly writes: readonly Write[];
}

/** 待发: what is told in a chat, on its way by the commit that it is written in. */
export function outgoing(
  chat: Body<Chat>,
  { conversationId, lines, bytesMax, opening }: Telling,
  { at, nextId }: Pick<Moment, "at" | "nextId">,
): Outgoing {
  const messages = partsOf(lines, bytesMax).map((text, place) =>
    queued(
      {
        id: nextId(),
        chatId: chat.id,
        ...(conversationId === null ? {} : { conversationId }),
        place: chat.messageCount + place,
        text,
        ...(opening !== undefined && place === 0 ? { opening } : {}),
      },
      at,
    ),
  );
  return {
    chat: { ...chat, messageCount: chat.messageCount + messages.length },
    messageIds: messages.map(({ id }) => id),
    writes: messages.map((message) => insert(chatMessages, message)),
  };
}
