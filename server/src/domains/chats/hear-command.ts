import { write } from "@warmline/bots/say/render.ts";
import {
  BOUND_MS,
  chatIdOf,
  chatMessages,
  chats,
  type Chat,
} from "@warmline/shared/chats/model.ts";
import { queued } from "@warmline/shared/chats/outbox.ts";
import { partsOf } from "@warmline/shared/chats/parts.ts";
import type { SentMedia } from "@warmline/shared/chats/media.ts";
import { granted, type Deed } from "@warmline/shared/chats/quota.ts";
import { conversations } from "@warmline/shared/conversations/model.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import { later, type Instant } from "@warmline/shared/kernel/time.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { insert, put } from "@warmline/shared/store/write.ts";
import { command, type Command, type Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import {
  decideTurn,
  loadBeginning,
  loadTurn,
  type LoadedTurn,
  type SaidEvent,
  type TurnAnswer,
  type TurnCode,
} from "../conversations/index.ts";
import { boundBy, mutedBy } from "./bindings.ts";
import { mediaWrites } from "./media-writes.ts";
import type { ChatLine } from "./line.ts";

/** What somebody did in their chat. */
export type ChatEvent =
  /** `deed`: words of a menu that were clicked are worth less. */
  | {
      readonly kind: "said";
      readonly text: string;
      readonly deed: Deed;
      /** The voice message of which these are the words. */
      readonly media?: SentMedia | undefined;
    }
  /** `media` absent: nothing that is kept. */
  | { readonly kind: "media"; readonly media?: SentMedia | undefined }
  | { readonly kind: "followed" }
  | { readonly kind: "left" }
  /** Nothing that we answer. */
  | { readonly kind: "other" };

export interface Heard {
  readonly userId: string;
  /** The platform's id of it: the same is heard once. */
  readonly turnId: string;
  readonly event: ChatEvent;
}

interface Loaded {
  readonly chat: Chat | null;
  /** Null: nothing is answered. */
  readonly turn: LoadedTurn | null;
}

export type Shown = Pick<TurnAnswer, "shown">;

/**
 * After so long a silence nobody remembers what was asked last, and a `1` would answer something
 * else; within it whoever looks for their contract comes back to the question.
 */
const COURSE_MS = 2 * 3_600_000;

interface OfAccount {
  readonly account: string;
  readonly line: ChatLine;
}

/**
 * One turn of a chat: what was said, what came of it, and what is on its way to them, in one
 * commit. Under the platform's id as its key, so that whatever comes again changes nothing.
 * Refusals: those of a turn.
 */
export function hearCommand({ account, line }: OfAccount): Command<Heard, Loaded, Shown, TurnCode> {
  return command({
    name: "chats.hear",
    scope: "anywhere",
    mutex: ({ userId }: Heard) => `chats/${chatIdOf(account, userId)}`,
    async load(reads, heard: Heard, moment): Promise<Result<Loaded, TurnCode>> {
      const chat = await reads.get(chats, chatIdOf(account, heard.userId));
      const turn = await loadHeard(reads, { account, line }, chat, heard, moment);
      return turn === null || turn.ok ? ok({ chat, turn: turn?.value ?? null }) : turn;
    },
    decide({ chat, turn }, { userId, turnId, event }, { at, nextId, ...moment }) {
      if (event.kind === "other") return ok({ value: { shown: [] }, writes: [], subjects: [] });
      const before = chat ?? newChat(account, userId, at);
      const id = before.id;
      const turned = turn === null ? null : decideTurn(turn, { ...moment, at, nextId });
      if (turned?.ok === false) return turned;
      const answer = turned?.value.value ?? null;
      const lines = answer?.replies.map((reply) => write(answer.language, reply)) ?? [];
      const messages = partsOf(lines, line.bytesMax).map((text, place) =>
        queued(
          {
            id: nextId(),
            chatId: id,
            ...(answer === null ? {} : { conversationId: answer.conversationId }),
            place: before.messageCount + place,
            text,
          },
          at,
        ),
      );
      const next = {
        ...(answer === null ? before : after(before, answer, at)),
        followed: event.kind !== "left",
        grants: granted(before.grants, deedOf(event), line.capability.quota ?? null, at),
        lastAt: at,
        messageCount: before.messageCount + messages.length,
        expiresAt: later(at, BOUND_MS),
        expired: false,
      };
      return ok({
        value: { shown: answer?.shown ?? [] },
        writes: [
          put(chats, chat, next),
          ...messages.map((message) => insert(chatMessages, message)),
          ...mediaWrites(event, { chatId: id, turnId, line, answer }, { at, nextId }),
          ...(turned?.value.writes ?? []),
        ],
        subjects: [`${chats.name}/${id}`, ...(turned?.value.subjects ?? [])],
        release: turned?.value.release,
      });
    },
  });
}

/** Null: nothing is answered. */
async function loadHeard(
  reads: Reads,
  { account, line }: OfAccount,
  chat: Chat | null,
  { userId, turnId, event }: Heard,
  moment: Moment,
): Promise<Result<LoadedTurn, TurnCode> | null> {
  if (event.kind === "left" || event.kind === "other") return null;
  const open = event.kind === "followed" ? null : await openConversation(reads, chat, moment.at);
  if (open !== null && event.kind !== "followed") {
    return loadTurn(reads, { conversationId: open, turnId, event: turnOf(event) }, moment);
  }
  const boundIds = chat?.bindings.map(({ householdId }) => householdId) ?? [];
  const begun = {
    channel: "wechat",
    externalId: moment.nextId(),
    turnId,
    language: chat?.language,
    capability: line.capability,
    chat: { id: chatIdOf(account, userId), boundIds },
    first: event.kind === "said" ? event.text : undefined,
  } as const;
  return loadBeginning(reads, begun, moment);
}

/** Null: there is none, it is over, or nobody remembers it. */
async function openConversation(
  { get }: Pick<Reads, "get">,
  chat: Chat | null,
  at: Instant,
): Promise<string | null> {
  const id = chat?.conversationId;
  const conversation = id === undefined ? null : await get(conversations, id);
  if (conversation === null || conversation.state !== "open" || conversation.expired) return null;
  return at - conversation.lastAt < COURSE_MS ? conversation.id : null;
}

function after(chat: Body<Chat>, answer: TurnAnswer, at: Instant): Body<Chat> {
  const { conversationId: _before, ...rest } = chat;
  return {
    ...rest,
    ...boundBy(chat.bindings, answer.intents, at),
    ...mutedBy(chat.muted ?? [], answer.intents),
    language: answer.language,
    ...(answer.expects === null ? {} : { conversationId: answer.conversationId }),
  };
}

function newChat(account: string, userId: string, at: Instant): Body<Chat> {
  return {
    id: chatIdOf(account, userId),
    account,
    userId,
    bindings: [],
    language: "zh",
    followed: true,
    lastAt: at,
    grants: {},
    messageCount: 0,
    expiresAt: later(at, BOUND_MS),
    expired: false,
  };
}

/** As the core hears it. */
function turnOf(event: Extract<ChatEvent, { readonly kind: "said" | "media" }>): SaidEvent {
  return event.kind === "media"
    ? { kind: "media", of: event.media?.kind }
    : { kind: "said", text: event.text };
}

function deedOf(event: ChatEvent): Deed {
  if (event.kind === "media") return "word";
  return event.kind === "said" ? event.deed : "click";
}
