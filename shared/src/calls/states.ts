/** How a telephone call stands, as carriers tell it. */
export const CALL_STATES = [
  "queued", // 排队
  "initiated", // 拨出
  "ringing", // 振铃
  "in-progress", // 通话中
  "completed", // 已结束
  "busy", // 占线
  "failed", // 失败
  "no-answer", // 无人接听
  "canceled", // 主叫放弃
] as const;
export type CallState = (typeof CALL_STATES)[number];

/** A call never goes back: of two states the one further on holds. All ends are equally far. */
export const RANK: Readonly<Record<CallState, number>> = {
  queued: 0,
  initiated: 1,
  ringing: 2,
  "in-progress": 3,
  completed: 4,
  busy: 4,
  failed: 4,
  "no-answer": 4,
  canceled: 4,
};

export function hasEnded(state: CallState): boolean {
  return RANK[state] === RANK.completed;
}
