import { say } from "@warmline/bots/say/said.ts";
import { write } from "@warmline/bots/say/render.ts";
import { chatMedia, type ChatMedia } from "@warmline/shared/chats/media.ts";
import { chatMessages, chats, type Chat } from "@warmline/shared/chats/model.ts";
import { queued } from "@warmline/shared/chats/outbox.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import { insert, put, type Write } from "@warmline/shared/store/write.ts";
import { command, type Moment } from "../../platform/commands/command.ts";

type Settling =
  | { readonly id: string; readonly state: "kept"; readonly fileId: string }
  | { readonly id: string; readonly state: "attached"; readonly caseId: string }
  | { readonly id: string; readonly state: "lost"; readonly failure: string };

interface Loaded {
  readonly media: ChatMedia | null;
  readonly chat: Chat | null;
}

/** Only what is still on its way goes on: a run that slept changes nothing. It has no refusals. */
export const settleMedia = command({
  name: "chats.settle-media",
  scope: "anywhere",
  mutex: ({ id }: Settling) => `chat-media/${id}`,
  async load(reads, { id }: Settling): Promise<Result<Loaded, never>> {
    const media = await reads.get(chatMedia, id);
    return ok({ media, chat: media === null ? null : await reads.get(chats, media.chatId) });
  },
  decide({ media, chat }, { id: _, ...next }, moment) {
    const open = media?.state === "waiting" || media?.state === "kept";
    if (media === null || !open || media.state === next.state) {
      return ok({ value: null, writes: [], subjects: [] });
    }
    const told = next.state === "lost" && chat !== null ? tellLost(chat, media, moment) : [];
    return ok({
      value: null,
      writes: [put(chatMedia, media, { ...media, ...next }), ...told],
      subjects: [`${chats.name}/${media.chatId}`],
    });
  },
});

/** Nobody is left to believe that we have it. */
function tellLost(
  chat: Chat,
  { conversationId }: Pick<ChatMedia, "conversationId">,
  { at, nextId }: Pick<Moment, "at" | "nextId">,
): Write[] {
  const { id: chatId, language, messageCount: place } = chat;
  const text = write(language, say("bots.media.lost"));
  return [
    put(chats, chat, { ...chat, messageCount: place + 1 }),
    insert(chatMessages, queued({ id: nextId(), chatId, conversationId, place, text }, at)),
  ];
}
