import type { Instant } from "../kernel/time.ts";
import { collection, type Stored } from "../store/collection.ts";
import type { Disposition } from "./dispositions.ts";

/** 技能: what a caller wants, and what agents are good at. */
export const SKILLS = ["fees", "repairs"] as const;
export type Skill = (typeof SKILLS)[number];

/** 技能等级: 1 can help, 2 does so every day, 3 is who others ask. */
export const SKILL_LEVELS = [1, 2, 3] as const;
export type SkillLevel = (typeof SKILL_LEVELS)[number];
export type Skills = Readonly<Partial<Record<Skill, SkillLevel>>>;

/** 语言: what some callers are better spoken to in, and some agents speak. */
export const TONGUES = ["dialect", "english"] as const;
export type Tongue = (typeof TONGUES)[number];

export const AGENT_STATES = [
  "offline", // 签出
  "ready", // 就绪
  "reserved", // 预占
  "talking", // 通话中
  "wrap-up", // 话后处理
  "paused", // 小休
] as const;
export type AgentState = (typeof AGENT_STATES)[number];
export const SIGNED_ON = AGENT_STATES.filter((state) => state !== "offline");

/** 小休原因: those that somebody may give, and those that come about by themselves. */
export const PAUSE_WISHES = ["break", "meeting", "training", "paperwork"] as const;
export type PauseWish = (typeof PAUSE_WISHES)[number];
export const PAUSE_REASONS = [...PAUSE_WISHES, "no-answer", "counter"] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

/** 溢出座席: takes calls beside their own work, once these have waited for the hotline. */
export interface Overflow {
  /** Left out: for callers of every branch, as a hall serves whoever walks in. */
  readonly branchId?: string;
}

/** 座席: who takes calls, and what they are doing. Its id is that of the person. */
export interface Agent extends Stored {
  readonly staffName: string;
  readonly skills: Skills;
  readonly tongues?: readonly Tongue[];
  /** Left out: of the hotline. */
  readonly overflow?: Overflow;
  readonly state: AgentState;
  /** Since when in this state. */
  readonly since: Instant;
  /** 空闲起点: of the next call goes to whoever has been without one for longest. */
  readonly idleSince: Instant;
  /** While reserved, talking or wrapping up. */
  readonly callId?: string;
  /** While paused. */
  readonly pauseReason?: PauseReason;
  /** Wanted while a call was in hand: paused when it is done. */
  readonly pauseNext?: PauseReason;
  /** 会话上限, as a supervisor set it; left out: see `chatCapacityOf`. */
  readonly chatCapacity?: number;
  /** 在手会话: those that they have, or are being offered. */
  readonly chatIds?: readonly string[];
}

export const agents = collection<Agent>("agents", { indexes: { byState: ["state", "idleSince"] } });

export const QUEUED_CALL_STATES = [
  "waiting", // 排队
  "reserved", // 振铃
  "dialling", // 外呼中: an agent has a call-back in hand, and the caller is rung
  "connected", // 通话
  "held", // 保持
  "ended", // 已结束
] as const;
export type QueuedCallState = (typeof QUEUED_CALL_STATES)[number];
export const NOT_OVER = QUEUED_CALL_STATES.filter((state) => state !== "ended");
/** Somebody talks with the caller, who may be held. */
export const TALKED_IN: readonly QueuedCallState[] = ["connected", "held"];

/** How a call fared in the queue. */
export const QUEUE_OUTCOMES = [
  "answered", // 接通
  "abandoned", // 放弃
  "unserved", // 无人值守
  "unreached", // 回电未接通
  "withdrawn", // 回电取消
] as const;
export type QueueOutcome = (typeof QUEUE_OUTCOMES)[number];

/** How it left the queue for good. */
export const QUEUE_ENDS = [
  ...QUEUE_OUTCOMES,
  "returned", // 再次来电: its caller called again, and has its place
] as const;
export type QueueEnd = (typeof QUEUE_ENDS)[number];

/** 监听, 耳语, 强插: hears, talks to the agent alone, talks to everybody. */
export const MONITOR_MODES = ["listen", "whisper", "barge"] as const;
export type MonitorMode = (typeof MONITOR_MODES)[number];

/** 班长: a supervisor who is in an agent's talk. */
export interface Monitor {
  readonly staffId: string;
  readonly staffName: string;
  readonly mode: MonitorMode;
  /** Since when in this mode. */
  readonly since: Instant;
}

/** 咨询: a colleague whom the agent asks, beside the call. */
export interface Consult {
  readonly agentId: string;
  readonly agentName: string;
  /** While it rings at their desk; left out: they have answered. */
  readonly until?: Instant;
}

/**
 * 预约回电: the caller has hung up and keeps the place; once it is their turn, and an agent has the
 * call in hand, they are rung.
 */
export interface RingBack {
  /** E.164; empty once what is personal was removed. */
  readonly phone: string;
  readonly askedAt: Instant;
  /** So often they were rung, this time too. */
  readonly attempts: number;
  /** Not rung again before. */
  readonly notBefore?: Instant;
  /** The line that rings them, once the carrier has said which. */
  readonly lineId?: string;
  /** They answered: they are on that line from then on. */
  readonly reachedAt?: Instant;
}

/**
 * 排队来电: a call that wants a person, from when it asked for one. Its id is the call's. With its
 * agent it is written in one commit, so that neither can have another at the same time.
 */
export interface QueuedCall extends Stored {
  readonly skill: Skill;
  /** Whoever speaks it comes before others who are as good. */
  readonly tongue?: Tongue;
  /** Of the households that are recognised; left out: nobody is, or it is an older call. */
  readonly branchIds?: readonly string[];
  readonly state: QueuedCallState;
  /** The place in the queue, kept through every transfer and every agent who did not answer. */
  readonly enteredAt: Instant;
  /** Since when in this state, at this desk; older calls do not say. */
  readonly since?: Instant;
  /** Whoever has it, or is being rung. */
  readonly agentId?: string;
  readonly agentName?: string;
  /** While it rings. */
  readonly reservedUntil?: Instant;
  /** Agents who declined or did not answer: asked again when nobody else is there. */
  readonly passed: readonly string[];
  /** 转接: to this agent alone, while they can. */
  readonly wantedAgentId?: string;
  readonly ringBack?: RingBack;
  /** While it is talked in, and the caller mostly held. */
  readonly consult?: Consult;
  /** While it is talked in: one at a time. */
  readonly monitor?: Monitor;
  /** The first time. */
  readonly answeredAt?: Instant;
  readonly endedAt?: Instant;
  readonly end?: QueueEnd;
  readonly dispositions?: readonly Disposition[];
}

export const queuedCalls = collection<QueuedCall>("queuedCalls", {
  indexes: {
    byState: ["state", "enteredAt"],
    bySkill: ["state", "skill", "enteredAt"],
    byMonitor: ["monitor.staffId"],
    byLine: ["ringBack.lineId"],
    byRungPhone: ["ringBack.phone", "state"],
  },
  sparse: ["byMonitor", "byLine", "byRungPhone"],
});

export function isTalkedIn({ state }: Pick<QueuedCall, "state">): boolean {
  return TALKED_IN.includes(state);
}

/** It is kept for one agent, who has not spoken with the caller yet. */
export function isReserved({ state }: Pick<QueuedCall, "state">): boolean {
  return state === "reserved" || state === "dialling";
}

/** Whether an agent has it, or is rung by it. */
export function inHand(call: Pick<QueuedCall, "state">): boolean {
  return isReserved(call) || isTalkedIn(call);
}

/** The caller has hung up, and is to be rung. */
export function isOffLine({
  ringBack,
}: {
  readonly ringBack?: Pick<RingBack, "reachedAt"> | undefined;
}): boolean {
  return ringBack !== undefined && ringBack.reachedAt === undefined;
}

/** The line that the caller is on; null: none. */
export function lineOf(call: Pick<QueuedCall, "id" | "ringBack">): string | null {
  if (isOffLine(call)) return null;
  return call.ringBack?.lineId ?? call.id;
}
