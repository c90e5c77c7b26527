import type { Instant } from "../kernel/time.ts";
import { collection, type Stored } from "../store/collection.ts";

/** Through which a person and the utility speak; what comes in through one is of that source. */
export const CONVERSATION_CHANNELS = ["phone", "wechat"] as const;
export type ConversationChannel = (typeof CONVERSATION_CHANNELS)[number];

export const CONVERSATION_STATES = [
  "open", // 进行中
  "person", // 转人工
  "ended", // 已结束
] as const;
export type ConversationState = (typeof CONVERSATION_STATES)[number];

/**
 * `agent`: a person wrote to them; `served`: that one is done; `unattended`: they waited for one,
 * and nobody was there any more.
 */
export const TURN_KINDS = [
  "begun",
  "keys",
  "said",
  "silence",
  "media",
  "agent",
  "served",
  "unattended",
] as const;

/** 话轮: what one side said or pressed, and what was answered. */
export interface ConversationTurn {
  /** The channel's own: the same turn comes once, however often it is sent. */
  readonly id: string;
  readonly at: Instant;
  readonly kind: (typeof TURN_KINDS)[number];
  /** As it came; of a second factor only how many digits. */
  readonly text: string;
  /** As it is read, in the language of the conversation. */
  readonly replied: readonly string[];
  /** Which person wrote it. */
  readonly agentName?: string;
  /** In the outbox: whether what a person wrote has reached them. */
  readonly messageIds?: readonly string[];
  /** What the channel was answered, of the newest turns: it may ask again. */
  readonly answer?: Readonly<Record<string, unknown>>;
}

/** 对话, from its first ring or message until nothing of it is needed any more. */
export interface Conversation extends Stored {
  readonly channel: ConversationChannel;
  /** The channel's id of it, such as a call's. */
  readonly externalId: string;
  readonly state: ConversationState;
  readonly startedAt: Instant;
  readonly lastAt: Instant;
  /** What is personal in it is removed then. */
  readonly expiresAt: Instant;
  readonly expired: boolean;
  readonly language: "zh" | "en";
  /** E.164 of whoever calls. */
  readonly phone?: string;
  /** 会话窗 of whoever writes. */
  readonly chatId?: string;
  readonly householdId?: string;
  readonly branchId?: string;
  /** What came of it. */
  readonly caseIds: readonly string[];
  /** 关联工单, by people. */
  readonly linkedCaseIds?: readonly string[];
  /** 满意度: 1 satisfied, 2 neither, 3 not satisfied. */
  readonly score?: number;
  /** 技能: of whom they wait for. */
  readonly skill?: string;
  /** Where it stands, as the core of conversations keeps it; null once it has expired. */
  readonly session: Readonly<Record<string, unknown>> | null;
  /** What the channel can do, by which the core decides. */
  readonly capability: Readonly<Record<string, unknown>>;
  /** The newest, oldest first. */
  readonly turns: readonly ConversationTurn[];
  /** How many there were in all. */
  readonly turnCount: number;
}

export const conversations = collection<Conversation>("conversations", {
  indexes: { byExpiry: ["expired", "expiresAt"] },
});

/** So many turns are kept to be read. */
export const TURNS_KEPT = 100;
/** Of so many the answer is kept, for a channel that asks again. */
export const ANSWERS_KEPT = 3;
/** A day after its last turn nobody goes on with it. */
export const KEPT_MS = 86_400_000;

export function conversationId(channel: ConversationChannel, externalId: string): string {
  return `${channel}:${externalId}`;
}

/** Whether an id is that of a conversation in writing. */
export function isWritten(conversation: string): boolean {
  return conversation.startsWith("wechat:");
}

/** Under which a case that a turn files is known: of which conversation, and which turn of it. */
export function sourceIdOf(conversation: string, turnId: string): string {
  return `${conversation}/${turnId}`;
}

/** 对话 of which a report came, by the report's id. Null: of none. */
export function conversationOfReport(reportId: string): string | null {
  const [source = "", conversation = "", turn] = reportId.split("/");
  const known = CONVERSATION_CHANNELS.some((channel) => channel === source);
  return known && turn !== undefined && conversation.startsWith(`${source}:`) ? conversation : null;
}

/** 到期清除: what is personal goes, that it was and what came of it stays. */
export function withoutPersonal(conversation: Conversation): Conversation {
  const { phone: _phone, chatId: _chat, householdId: _household, ...rest } = conversation;
  return { ...rest, expired: true, session: null, turns: [] };
}
