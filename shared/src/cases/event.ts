import type { Actor } from "../access/actor.ts";
import type { Instant } from "../kernel/time.ts";

/** What can stand in a case's history, in the past tense. */
export const CASE_EVENTS = [
  "filed",
  "split-off", // 由误并报告拆出
  "reported-again", // 再次反映
  "report-detached", // 拆出
  "merged", // 并入另一工单
  "unmerged",
  "took-in", // 另一工单并入
  "gave-back",
  "assigned",
  "unassigned",
  "accepted",
  "contacted", // 已联系用户
  "arrived",
  "resolved",
  "answered", // 直接答复
  "called-back",
  "call-back-missed", // 回访未接通
  "closed",
  "withdrawn", // 撤销
  "reopened",
  "returned", // 退单
  "urged", // 催办
  "extension-asked", // 申请延期
  "class-asked", // 申请改类别或紧急程度
  "withdrawal-asked", // 申请撤销
  "application-withdrawn",
  "application-refused",
  "extended", // 延期
  "extension-revoked",
  "noted",
  "pictures-added",
  "picture-hidden",
  "picture-shown",
  "household-set",
  "household-cleared",
  "incident-joined", // 加入事件
  "incident-left",
  "settled", // 随事件办结
  "unsettled",
  "urgency-set", // 改类别或紧急程度
  "supervised", // 督办
  "supervision-lifted",
  "visit-agreed", // 约定上门
  "visit-moved", // 改约
  "visit-cancelled", // 取消预约
] as const;
export type CaseEventKind = (typeof CASE_EVENTS)[number];

/** One line of a case's history; what each kind adds stands in `data`. */
export interface CaseEvent {
  readonly at: Instant;
  readonly kind: CaseEventKind;
  readonly actorKind: string;
  readonly actorId: string;
  readonly actorName: string;
  readonly description?: string;
  readonly data?: Readonly<Record<string, string | number>>;
}

/** Who decides and when; handed to every rule, which itself knows neither clock nor sign-in. */
export interface Moment {
  readonly at: Instant;
  readonly actor: Pick<Actor, "kind" | "id" | "name">;
}
