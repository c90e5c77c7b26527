import type { Instant } from "../kernel/time.ts";
import { collection, type Stored } from "../store/collection.ts";
import type { Grants } from "./quota.ts";

/** 绑定: a household that was proven in this chat, by number and second factor. */
export interface Binding {
  readonly householdId: string;
  readonly at: Instant;
}

/** 会话窗: one person at one account of ours, for as long as they write to it. */
export interface Chat extends Stored {
  /** Ours: `official:<app id>`, `kf:<open_kfid>`, `wechaty:<gateway>`. */
  readonly account: string;
  /** Theirs, as the account knows them: an openid. */
  readonly userId: string;
  readonly bindings: readonly Binding[];
  /** The households of these, to be found by; absent in older ones until they write again. */
  readonly boundIds?: readonly string[];
  /** 退订: of what they do not want to be told without asking. */
  readonly muted?: readonly string[];
  readonly language: "zh" | "en";
  /** 对话 that goes on; absent: none does. */
  readonly conversationId?: string;
  /** 已关注: false: they have left, and nothing can be sent. */
  readonly followed: boolean;
  readonly lastAt: Instant;
  /** What may be sent to them. */
  readonly grants: Grants;
  /** How many messages there were to them in all: the place of the next one. */
  readonly messageCount: number;
  /** After so long a silence what they bound is theirs no more. */
  readonly expiresAt: Instant;
  readonly expired: boolean;
}

export const chats = collection<Chat>("chats", {
  indexes: { byExpiry: ["expired", "expiresAt"], byBound: ["boundIds[]"] },
});

/** A heating season and the summer after it: who says nothing for so long may have moved. */
export const BOUND_MS = 400 * 86_400_000;

export const CHAT_MESSAGE_STATES = [
  "queued", // 待发
  "sending", // 发送中
  "sent", // 已发
  "failed", // 发送失败
  "blocked", // 额度用尽
] as const;
export type ChatMessageState = (typeof CHAT_MESSAGE_STATES)[number];

/** 未发出: over, and nobody has read them. */
export const UNSENT = ["failed", "blocked"] as const satisfies readonly ChatMessageState[];

/** Why one cannot be sent. */
export const CHAT_FAILURES = [
  "gone", // they have left, or were never there
  "refused", // the platform takes no such message
  "elsewhere", // they talk with somebody in the platform's own desk, wait for one, or it is over
  "unreached", // the platform was not there for too long
] as const;
export type ChatFailure = (typeof CHAT_FAILURES)[number];

export interface Opening {
  /** The platform's: good for one message. */
  readonly code: string;
  readonly until: Instant;
}

/** 待发消息: what a turn answered, on its way. */
export interface ChatMessage extends Stored {
  readonly chatId: string;
  /** Of which it is an answer; absent: of none. */
  readonly conversationId?: string;
  /** 通知 of which it is the text. */
  readonly noticeId?: string;
  /** In the chat: they are sent in this order. */
  readonly place: number;
  /** Empty once it has expired. */
  readonly text: string;
  /** 欢迎语: sent by this leave of the platform's, which counts against nothing and ends soon. */
  readonly opening?: Opening;
  readonly state: ChatMessageState;
  /** Since when in this state. */
  readonly since: Instant;
  readonly queuedAt: Instant;
  readonly failure?: ChatFailure;
  /** How often a person has sent it again; absent: never. */
  readonly again?: number;
  /** What the platform calls the failure. */
  readonly failureCode?: string;
  readonly expiresAt: Instant;
  readonly expired: boolean;
}

export const chatMessages = collection<ChatMessage>("chatMessages", {
  indexes: {
    byChatState: ["chatId", "state", "place"],
    byState: ["state", "queuedAt"],
    byExpiry: ["expired", "expiresAt"],
  },
});

/** As what was said in conversations: a day later it is gone. */
export const MESSAGE_KEPT_MS = 86_400_000;

/** `official:wx0123:oAbc`: fit for an address, as a path has no slashes of its own. */
export function chatIdOf(account: string, userId: string): string {
  return `${account}:${userId}`;
}
