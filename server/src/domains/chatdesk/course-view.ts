import type { Actor } from "@warmline/shared/access/actor.ts";
import { permits } from "@warmline/shared/access/permission.ts";
import { within } from "@warmline/shared/access/scope.ts";
import {
  chatCourseView,
  type ChatCourseRow,
  type CourseRow,
  type SentRow,
  type WindowRow,
} from "@warmline/shared/chatdesk/live.ts";
import { deskChats, isInHand, type DeskChat } from "@warmline/shared/chatdesk/model.ts";
import { chatdeskPermissions } from "@warmline/shared/chatdesk/permissions.ts";
import { chatMessages, chats, type Chat, type ChatMessage } from "@warmline/shared/chats/model.ts";
import { casesBeside } from "@warmline/shared/conversations/linked-cases.ts";
import { conversations, type Conversation } from "@warmline/shared/conversations/model.ts";
import { conversationPermissions } from "@warmline/shared/conversations/permissions.ts";
import { refuse } from "@warmline/shared/kernel/result.ts";
import type { Stored } from "@warmline/shared/store/collection.ts";
import type { Deps } from "../../platform/deps.ts";
import { serveView, type LiveView } from "../../platform/realtime/view.ts";
import { isUnlimited } from "../chats/index.ts";

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

  /** Whoever may open what was said in it may look on, too. */
  async function mayRead(actor: Actor, id: string): Promise<boolean> {
    if (!permits(actor, conversationPermissions.read)) return false;
    const { branchId } = (await store.get(conversations, id)) ?? {};
    return within(actor, { branchId });
  }

  const view: LiveView<{ readonly id: string }, ChatCourseRow> = {
    view: chatCourseView,
    collections: [conversations.name, chats.name, chatMessages.name],
    async join(actor, { id }) {
      const chat = permits(actor, chatdeskPermissions.serve)
        ? await store.get(deskChats, id)
        : null;
      if (chat === null || !isInHand(chat)) return refuse("forbidden");
      const may = chat.agentId === actor.id || (await mayRead(actor, id));
      return may ? { ok: true, room: roomOf(chat) } : refuse("forbidden");
    },
    async snapshot(room) {
      const course = await store.get(conversations, chatOf(room));
      if (course === null) return [];
      const ids = course.turns.flatMap(({ messageIds = [] }) => messageIds);
      const [window, messages] = await Promise.all([
        course.chatId === undefined ? null : store.get(chats, course.chatId),
        store.getMany(chatMessages, ids),
      ]);
      return [
        courseRow(course),
        ...(window === null ? [] : [windowRow(deps, window)]),
        ...messages.map(sentRow),
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
  return (document as Chat | ChatMessage).conversationId;
}

function rowOf(deps: Needs, collection: string, document: Stored): ChatCourseRow {
  if (collection === conversations.name) return courseRow(document as Conversation);
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
