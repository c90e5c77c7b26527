import type { Disposition } from "../acd/dispositions.ts";
import type { Skill, Tongue } from "../acd/model.ts";
import type { Instant } from "../kernel/time.ts";
import { collection, type Stored } from "../store/collection.ts";

export const DESK_CHAT_STATES = [
  "waiting", // 排队
  "offered", // 待接
  "served", // 接待中
  "ended", // 已结束
] as const;
export type DeskChatState = (typeof DESK_CHAT_STATES)[number];
export const CHATS_NOT_OVER = DESK_CHAT_STATES.filter((state) => state !== "ended");

export const DESK_CHAT_ENDS = [
  "answered", // 接待
  "abandoned", // 放弃
  "unserved", // 无人值守
] as const;
export type DeskChatEnd = (typeof DESK_CHAT_ENDS)[number];

/**
 * 排队会话: a conversation in writing that wants a person, from when it asked for one. Its id is the
 * conversation's. With its agent it is written in one commit, so that two never have the same.
 */
export interface DeskChat extends Stored {
  /** 会话窗 of whoever writes; left out once what is personal was removed. */
  readonly chatId?: string;
  readonly skill: Skill;
  /** Whoever speaks it comes before others who are as good. */
  readonly tongue?: Tongue;
  /** Of the households that are bound or recognised; left out: nobody is. */
  readonly branchIds?: readonly string[];
  readonly state: DeskChatState;
  /** The place in the queue, kept through every transfer and every agent who did not take it. */
  readonly enteredAt: Instant;
  /** Since when in this state, at this desk. */
  readonly since: Instant;
  readonly agentId?: string;
  readonly agentName?: string;
  /** While it is offered. */
  readonly offeredUntil?: Instant;
  /** Agents who declined or did not take it: asked again when nobody else is there. */
  readonly passed: readonly string[];
  /** 转接: to this agent alone, while they can. */
  readonly wantedAgentId?: string;
  /** The first time. */
  readonly answeredAt?: Instant;
  /** 首次响应: when a person first wrote to them; absent in older ones, too. */
  readonly repliedAt?: Instant;
  readonly endedAt?: Instant;
  readonly end?: DeskChatEnd;
  /** 未读: how often they wrote since the agent last looked. */
  readonly unread: number;
  /** When they last wrote. */
  readonly heardAt: Instant;
  readonly dispositions?: readonly Disposition[];
  /** A day after the last word of it: what is personal in it is removed then. */
  readonly expiresAt: Instant;
  readonly expired: boolean;
}

export const deskChats = collection<DeskChat>("deskChats", {
  indexes: {
    byState: ["state", "enteredAt"],
    bySkill: ["state", "skill", "enteredAt"],
    byExpiry: ["expired", "expiresAt"],
  },
});

/** 待接时限: an agent who has not taken it by then is passed. */
export const OFFER_MS = 30_000;
/** As what was said in it: a day after its end. */
export const DESK_CHAT_KEPT_MS = 86_400_000;

/** Whether an agent has it, or is offered it. */
export function isInHand({ state }: Pick<DeskChat, "state">): boolean {
  return state === "offered" || state === "served";
}

/** 到期清除: whose it was, and what agents wrote about it in their own words, goes. */
export function withoutPersonalNotes({
  chatId: _,
  dispositions = [],
  ...chat
}: DeskChat): DeskChat {
  return {
    ...chat,
    dispositions: dispositions.map(({ note: _note, ...rest }) => rest),
    expired: true,
  };
}
