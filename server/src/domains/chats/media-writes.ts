import { chatMedia, MEDIA_KEPT_MS, type SentMedia } from "@warmline/shared/chats/media.ts";
import { later } from "@warmline/shared/kernel/time.ts";
import { insert, type Write } from "@warmline/shared/store/write.ts";
import type { Moment } from "../../platform/commands/command.ts";
import type { ChatLine } from "./line.ts";

interface Within {
  readonly chatId: string;
  readonly turnId: string;
  readonly line: Pick<ChatLine, "fetchMedia">;
  /** In which it was sent; null: in none. */
  readonly conversationId: string | null;
}

/** What was sent in a turn, to be fetched by whoever follows. */
export function mediaWrites(
  event: { readonly kind: string; readonly media?: SentMedia | undefined },
  { chatId, turnId, line, conversationId }: Within,
  { at, nextId }: Pick<Moment, "at" | "nextId">,
): Write[] {
  const { media } = event;
  if (media === undefined || line.fetchMedia === undefined || conversationId === null) return [];
  return [
    insert(chatMedia, {
      id: nextId(),
      chatId,
      conversationId,
      turnId,
      kind: media.kind,
      mediaId: media.id,
      state: "waiting",
      at,
      expiresAt: later(at, MEDIA_KEPT_MS),
      expired: false,
    }),
  ];
}
