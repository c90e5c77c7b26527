import type { DeskChat } from "@warmline/shared/chatdesk/model.ts";
import type { DeskChatRow } from "@warmline/shared/chatdesk/rows.ts";

/** Whose it is, who passed it, how it ended and what was said of it is not for the live view. */
export function deskChatRowOf(chat: DeskChat): DeskChatRow {
  const { by: _b, chatId: _c, passed: _p, end: _e, endedAt: _at, dispositions: _d, ...rest } = chat;
  const { repliedAt: _r, expiresAt: _x, expired: _ex, ...row } = rest;
  return row;
}
