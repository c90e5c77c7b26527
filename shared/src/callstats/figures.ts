import { PAUSE_REASONS } from "../acd/model.ts";
import type { SumName, Sums } from "./sums.ts";

/** How a figure is written: a count, a share of one, or a span of time in milliseconds. */
export type FigureUnit = "count" | "share" | "ms";

/** null: there was nothing to reckon it of. */
export type Figure = number | null;

interface Declared {
  readonly unit: FigureUnit;
  readonly of: (sums: Sums) => Figure;
}

const count = (name: SumName): Declared => ({ unit: "count", of: (sums) => sums[name] ?? 0 });
const time = (...names: SumName[]): Declared => ({ unit: "ms", of: (sums) => sumOf(sums, names) });

function sumOf(sums: Sums, names: readonly SumName[]): number {
  return names.reduce((sum, name) => sum + (sums[name] ?? 0), 0);
}

function per(part: number, whole: number): Figure {
  return whole > 0 ? part / whole : null;
}

const TALK = ["talkMs", "holdMs"] as const;
const HANDLE = [...TALK, "wrapUpMs"] as const;
const PAUSED = PAUSE_REASONS.map((reason) => `paused-${reason}` as const);
const AT_WORK = [...HANDLE, "readyMs", "reservedMs"] as const;

/** 指标: each from sums alone, so that it holds of any half-hours, days, queues or agents. */
export const FIGURES = {
  offered: count("offered"),
  answered: count("answered"),
  abandoned: count("abandoned"),
  shortAbandoned: count("shortAbandoned"),
  unserved: count("unserved"),
  rungBack: count("rungBack"),
  unreached: count("unreached"),
  withdrawn: count("withdrawn"),
  /** 服务水平 */
  serviceLevel: {
    unit: "share",
    of: ({ inTime = 0, offered = 0 }) => per(inTime, offered),
  },
  /** 15 秒接通率 */
  inTimeRate: {
    unit: "share",
    of: ({ inTime = 0, answered = 0 }) => per(inTime, answered),
  },
  /** 接通率 */
  connectRate: {
    unit: "share",
    of: ({ answered = 0, offered = 0 }) => per(answered, offered),
  },
  /** 放弃率 */
  abandonRate: {
    unit: "share",
    of: ({ abandoned = 0, shortAbandoned = 0, offered = 0 }) =>
      per(abandoned - shortAbandoned, offered - shortAbandoned),
  },
  /** 平均应答 */
  speedOfAnswer: { unit: "ms", of: ({ waitMs = 0, answered = 0 }) => per(waitMs, answered) },
  waitMax: time("waitMaxMs"),
  /** 平均处理时长, of a queue's calls. */
  handlingTime: { unit: "ms", of: (sums) => per(sumOf(sums, HANDLE), sums.answered ?? 0) },
  taken: count("taken"),
  missed: count("missed"),
  /** 平均处理时长, of the calls that an agent took. */
  ownHandlingTime: { unit: "ms", of: (sums) => per(sumOf(sums, HANDLE), sums.taken ?? 0) },
  /** 平均通话, with the caller on hold or not, of the calls that an agent took. */
  meanTalk: { unit: "ms", of: (sums) => per(sumOf(sums, TALK), sums.taken ?? 0) },
  /** 平均话后处理, in the same way. */
  meanWrapUp: { unit: "ms", of: ({ wrapUpMs = 0, taken = 0 }) => per(wrapUpMs, taken) },
  talk: time("talkMs"),
  hold: time("holdMs"),
  wrapUp: time("wrapUpMs"),
  ready: time("readyMs"),
  chatting: time("chatMs"),
  paused: time(...PAUSED),
  /** 签入时长 */
  signedOn: time(...AT_WORK, "chatMs", ...PAUSED),
  /** 占用率 */
  occupancy: {
    unit: "share",
    of: (sums) => per(sumOf(sums, HANDLE), sumOf(sums, AT_WORK)),
  },
  chatOffered: count("offered"),
  chatAnswered: count("answered"),
  chatAbandoned: count("abandoned"),
  chatUnserved: count("unserved"),
  /** 接待率 */
  chatConnectRate: { unit: "share", of: ({ answered = 0, offered = 0 }) => per(answered, offered) },
  /** 平均等候 */
  chatWait: { unit: "ms", of: ({ waitMs = 0, answered = 0 }) => per(waitMs, answered) },
  chatWaitMax: time("waitMaxMs"),
  /** 首次响应, from the queue on. */
  firstReply: { unit: "ms", of: ({ replyMs = 0, replied = 0 }) => per(replyMs, replied) },
  /** 平均接待时长 */
  chatHandling: { unit: "ms", of: ({ talkMs = 0, answered = 0 }) => per(talkMs, answered) },
  chatTaken: count("taken"),
  chatMissed: count("missed"),
  /** 首次响应, from when they took it. */
  ownFirstReply: { unit: "ms", of: ({ replyMs = 0, replied = 0 }) => per(replyMs, replied) },
  ownChatHandling: { unit: "ms", of: ({ talkMs = 0, taken = 0 }) => per(talkMs, taken) },
} as const satisfies Readonly<Record<string, Declared>>;

export type FigureName = keyof typeof FIGURES;

/**
 * 目标: what a share is to come up to at least. Source: GB/T 33358-2016 for 接通率, the rule of
 * cities that try it for 15 秒接通率 (hotline.md §5).
 */
export const TARGETS: Readonly<Partial<Record<FigureName, number>>> = {
  connectRate: 0.95,
  inTimeRate: 0.8,
};

export function figure(name: FigureName, sums: Sums): Figure {
  return FIGURES[name].of(sums);
}

export const QUEUE_FIGURES = [
  "offered",
  "answered",
  "abandoned",
  "shortAbandoned",
  "unserved",
  "rungBack",
  "unreached",
  "withdrawn",
  "serviceLevel",
  "inTimeRate",
  "connectRate",
  "abandonRate",
  "speedOfAnswer",
  "waitMax",
  "handlingTime",
] as const satisfies readonly FigureName[];

export const AGENT_FIGURES = [
  "taken",
  "missed",
  "ownHandlingTime",
  "talk",
  "hold",
  "wrapUp",
  "ready",
  "chatting",
  "paused",
  "signedOn",
  "occupancy",
] as const satisfies readonly FigureName[];

export const CHAT_QUEUE_FIGURES = [
  "chatOffered",
  "chatAnswered",
  "chatAbandoned",
  "chatUnserved",
  "chatConnectRate",
  "chatWait",
  "chatWaitMax",
  "firstReply",
  "chatHandling",
] as const satisfies readonly FigureName[];

export const CHAT_AGENT_FIGURES = [
  "chatTaken",
  "chatMissed",
  "ownFirstReply",
  "ownChatHandling",
] as const satisfies readonly FigureName[];

/** 我的话务: what agents see of themselves. */
export const OWN_FIGURES = [
  "taken",
  "missed",
  "meanTalk",
  "meanWrapUp",
  "signedOn",
] as const satisfies readonly FigureName[];
