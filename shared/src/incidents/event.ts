import type { Instant } from "../kernel/time.ts";

/** What can stand in an incident's history, in the past tense. */
export const INCIDENT_EVENTS = [
  "declared", // 登记
  "confirmed", // 确认
  "doubted", // 撤回确认
  "repair-begun", // 开始抢修
  "repair-suspended", // 中止抢修
  "restored", // 恢复供热
  "closed", // 结束
  "cancelled", // 取消
  "reopened", // 重新打开
  "described", // 改种类、原因或开始时间
  "areas-changed", // 改影响范围
  "return-expected", // 预计恢复
  "noted", // 备注
] as const;
export type IncidentEventKind = (typeof INCIDENT_EVENTS)[number];

/** One line of an incident's history; what each kind adds stands in `data`. */
export interface IncidentEvent {
  readonly at: Instant;
  readonly kind: IncidentEventKind;
  readonly actorKind: string;
  readonly actorId: string;
  readonly actorName: string;
  readonly description?: string;
  readonly data?: Readonly<Record<string, string | number>>;
}
