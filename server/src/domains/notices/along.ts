import type { Chat } from "@warmline/shared/chats/model.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import { goAlong, isShort, WAITING_MAX, type Along } from "@warmline/shared/notices/merging.ts";
import { notices, type Notice } from "@warmline/shared/notices/model.ts";
import type { Config } from "../../config.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { roomIn } from "../chats/index.ts";
import { isPast } from "./past.ts";
import { whyNotByChat } from "./ways.ts";
import { textOf } from "./words.ts";

export interface Waiting {
  readonly notice: Notice;
  readonly chat: Chat | null;
  /** Of the same person, where few may be sent. */
  readonly waiting: readonly Notice[];
}

/** 合并: those whose text holds still and that are wanted in the chat. */
export async function waitingIn(
  reads: Reads,
  config: Config,
  chat: Chat | null,
  at: Instant,
): Promise<Notice[]> {
  if (chat === null || !isShort(roomIn(config, chat, at))) return [];
  const where = { chatId: chat.id, state: "due" } as const;
  const due = await reads.find(notices, { index: "byChat", where, limit: WAITING_MAX });
  const held: Notice[] = [];
  for (const one of due) {
    const wanted = whyNotByChat(config, one, chat, at) === null;
    if (wanted && !(await isPast(reads, one.about, at))) held.push(one);
  }
  return held;
}

/** Those of them that go in one message with this notice. */
export function alongWith(
  config: Config,
  { notice, chat, waiting }: Waiting,
  at: Instant,
): Along[] {
  if (chat === null) return [];
  const told = (one: Notice) => {
    return { notice: one, bytes: Buffer.byteLength(textOf(one.about, chat.language)) };
  };
  return goAlong(told(notice), waiting.map(told), roomIn(config, chat, at), at);
}
