import type { Instant } from "../kernel/time.ts";

/** 小结: what a call was about, as the agent who talked in it says. */
export const DISPOSITIONS = [
  "fee-question", // 费用咨询
  "payment", // 缴费
  "fault", // 报修
  "progress", // 查询进度
  "complaint", // 投诉
  "advice", // 政策咨询
  "wrong-number", // 打错
  "silent", // 无声
  "other", // 其他
] as const;
export type DispositionCode = (typeof DISPOSITIONS)[number];

export const NOTE_MAX = 200;

/** What an agent says of the call. */
export interface Said {
  readonly about: DispositionCode;
  readonly note?: string | undefined;
}

/** One of each agent who talked in the call. */
export interface Disposition {
  readonly agentId: string;
  readonly agentName: string;
  readonly at: Instant;
  readonly about: DispositionCode;
  readonly note?: string;
}
