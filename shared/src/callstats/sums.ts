import { PAUSE_REASONS, QUEUE_OUTCOMES } from "../acd/model.ts";

/** 15 秒接通: as GB/T 33358-2016 wants it of a hotline; exactly 15 s is in time. */
export const ANSWER_WITHIN_MS = 15_000;
/** 短时放弃: who hangs up sooner than this has mostly dialled wrongly. */
export const SHORT_ABANDON_MS = 5_000;

/**
 * What is counted and added up; spans of time in milliseconds. Whatever is shown comes of these
 * alone, so that any days, queues and agents can be put together.
 */
export const SUMS = [
  "offered", // 呼入
  ...QUEUE_OUTCOMES,
  "rungBack", // 回电接通, of those who were answered
  "inTime", // 15 秒内接通
  "shortAbandoned", // 短时放弃
  "waitMs", // of those who were answered
  "waitMaxMs", // of anybody: the longest, not a sum
  "talkMs",
  "holdMs",
  "wrapUpMs",
  "taken", // 接听: by an agent, of a call that was handed on each of them
  "missed", // 振铃未接
  "readyMs",
  "reservedMs",
  "chatMs", // 会话: ready, with chats in hand
  "replied", // 已响应: chats to which a person wrote
  "replyMs", // until then
  ...PAUSE_REASONS.map((reason) => `paused-${reason}` as const),
] as const;
export type SumName = (typeof SUMS)[number];

/** What is not there is 0. */
export type Sums = Readonly<Partial<Record<SumName, number>>>;

/** Both together. */
export function plus(one: Sums, other: Sums): Sums {
  const both: Partial<Record<SumName, number>> = { ...one };
  for (const [key, value] of Object.entries(other)) {
    const name = key as SumName;
    const before = both[name] ?? 0;
    both[name] = name === "waitMaxMs" ? Math.max(before, value) : before + value;
  }
  return both;
}

export function total(all: Iterable<Sums>): Sums {
  let sum: Sums = {};
  for (const one of all) sum = plus(sum, one);
  return sum;
}
