import { z } from "zod";
import { id } from "../api/fields.ts";
import { liveView } from "../api/live.ts";
import { subjectsOf } from "../api/reads.ts";
import type { MediaKind } from "../chats/media.ts";
import type { ChatFailure, ChatMessageState } from "../chats/model.ts";
import type { Grants } from "../chats/quota.ts";
import type { ConversationTurn } from "../conversations/model.ts";
import type { AnswerRow, DeskChatRow } from "./rows.ts";

/** 会话台: every chat that asked for a person and is not over. It names nobody who writes. */
export const chatdeskView = liveView<DeskChatRow>()("chatdesk", z.strictObject({}));

/** 常用语, those that are retired, too. */
export const answersView = liveView<AnswerRow>()("canned-answers", z.strictObject({}));

/** What was said on both sides, the person's words with the messages by which they are sent. */
export interface CourseRow {
  readonly id: string;
  readonly rev: number;
  readonly kind: "course";
  readonly language: "zh" | "en";
  readonly turns: readonly Omit<ConversationTurn, "answer">[];
  /** There were so many in all. */
  readonly turnCount: number;
  readonly householdId: string | null;
  readonly caseIds: readonly string[];
}

/** Who writes: what is bound there, and what may be sent. */
export interface WindowRow {
  readonly id: string;
  readonly rev: number;
  readonly kind: "window";
  readonly householdIds: readonly string[];
  readonly followed: boolean;
  /** Null: as much as there is to say. */
  readonly grants: Grants | null;
}

/** How a message of the person's stands. */
export interface SentRow {
  readonly id: string;
  readonly rev: number;
  readonly kind: "message";
  readonly state: ChatMessageState;
  readonly failure?: ChatFailure;
}

/** 图片和语音 that came with a turn. */
export interface MediaRow {
  readonly id: string;
  readonly rev: number;
  readonly kind: "media";
  readonly mediaId: string;
  readonly turnId: string;
  readonly of: MediaKind;
  /** `kept`: it can be looked at. */
  readonly state: "waiting" | "kept" | "lost";
}

export type ChatCourseRow = CourseRow | WindowRow | SentRow | MediaRow;

/** 会话过程: of a chat at one's own desk, for as long as one has it. */
export const chatCourseView = liveView<ChatCourseRow>()("chat-course", z.strictObject({ id }), {
  what: "conversation",
  of: (params) => subjectsOf("conversations", [params.id]),
});
