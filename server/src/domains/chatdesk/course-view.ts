import {
  chatCourseView,
  type ChatCourseRow,
  type CourseRow,
  type MediaRow,
  type SentRow,
  type WindowRow,
} from "@warmline/shared/chatdesk/live.ts";
import { deskChats, type DeskChat } from "@warmline/shared/chatdesk/model.ts";
import { chatMedia, MEDIA_STATES, type ChatMedia } from "@warmline/shared/chats/media.ts";
import { chatMessages, chats, type Chat, type ChatMessage } from "@warmline/shared/chats/model.ts";
import { casesBeside } from "@warmline/shared/conversations/linked-cases.ts";
import { conversations, type Conversation } from "@warmline/shared/conversations/model.ts";
import { refuse } from "@warmline/shared/kernel/result.ts";
import type { Stored } from "@warmline/shared/store/collection.ts";
import type { Deps } from "../../platform/deps.ts";
import { serveView, type LiveView } from "../../platform/realtime/view.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { isUnlimited } from "../chats/index.ts";
import { chatToLookAt } from "./may-look.ts";

type Needs = Pick<Deps, "store" | "config">;

const ROOM = "chat-course/";

/** One for each chat and agent: who handed it on is told no more of it by any page. */
function roomOf({ id, agentId = "" }: Pick<DeskChat, "id" | "agentId">): string {
  return `${ROOM}${id}/${agentId}`;
}

function chatOf(room: string): string {
  return room.slice(ROOM.length, room.lastIndexOf("/"));
}

export function courseViews(deps: Needs): LiveView[] {
  const { store } = deps;

  const view: LiveView<{ readonly id: string }, ChatCourseRow> = {
    view: chatCourseView,
    collections: [conversations.name, chats.name, chatMessages.name, chatMedia.name],
    async join(actor, { id }) {
      const chat = await chatToLookAt(store, actor, id);
      return chat === null ? refuse("forbidden") : { ok: true, room: roomOf(chat) };
    },
    async snapshot(room) {
      const course = await store.get(conversations, chatOf(room));
      if (course === null) return [];
      const ids = course.turns.flatMap(({ messageIds = [] }) => messageIds);
      const where = { conversationId: course.id, state: MEDIA_STATES };
      const [window, messages, media] = await Promise.all([
        course.chatId === undefined ? null : store.get(chats, course.chatId),
        store.getMany(chatMessages, ids),
        findAll(deps, chatMedia, { index: "byConversation", where }),
      ]);
      return [
        courseRow(course),
        ...(window === null ? [] : [windowRow(deps, window)]),
        ...messages.map(sentRow),
        ...media.map(mediaRow),
      ];
    },
    async changed(collection, document: Stored, watches) {
      const id = conversationOf(collection, document);
      const chat = id === undefined ? null : await store.get(deskChats, id);
      const room = chat === null ? null : roomOf(chat);
      if (room === null || !watches(room)) return [];
      const row = rowOf(deps, collection, document);
      return [{ room, id: row.id, rev: row.rev, row }];
    },
  };
  return [serveView(view)];
}

function conversationOf(collection: string, document: Stored): string | undefined {
  if (collection === conversations.name) return document.id;
  return (document as Chat | ChatMessage | ChatMedia).conversationId;
}

function rowOf(deps: Needs, collection: string, document: Stored): ChatCourseRow {
  if (collection === conversations.name) return courseRow(document as Conversation);
  if (collection === chatMedia.name) return mediaRow(document as ChatMedia);
  return collection === chats.name
    ? windowRow(deps, document as Chat)
    : sentRow(document as ChatMessage);
}

function courseRow(conversation: Conversation): CourseRow {
  const { rev, language, turns, turnCount, householdId = null } = conversation;
  return {
    id: "course",
    rev,
    kind: "course",
    language,
    turns: turns.map(({ answer: _, ...turn }) => turn),
    turnCount,
    householdId,
    caseIds: casesBeside(conversation),
  };
}

function windowRow({ config }: Pick<Deps, "config">, chat: Chat): WindowRow {
  const { rev, bindings, followed, grants } = chat;
  return {
    id: "window",
    rev,
    kind: "window",
    householdIds: bindings.map(({ householdId }) => householdId),
    followed,
    grants: isUnlimited(config, chat) ? null : grants,
  };
}

function sentRow({ id, rev, state, failure }: ChatMessage): SentRow {
  return {
    id: `message/${id}`,
    rev,
    kind: "message",
    state,
    ...(failure === undefined ? {} : { failure }),
  };
}

/** Where it hangs meanwhile does not matter here. */
function mediaRow({ id, rev, turnId, kind: of, state }: ChatMedia): MediaRow {
  return {
    id: `media/${id}`,
    rev,
    kind: "media",
    mediaId: id,
    turnId,
    of,
    state: state === "attached" ? "kept" : state,
  };
}
