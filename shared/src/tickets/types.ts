import type { CityDate, Instant } from "../kernel/time.ts";
import { collection, type Stored } from "../store/collection.ts";

export const CASE_SOURCES = ["kiosk", "console", "phone", "wechat", "counter", "field"] as const;
export type CaseSource = (typeof CASE_SOURCES)[number];

export const CASE_CATEGORIES = [
  "not-warm", // 不热
  "leak", // 漏水
  "no-heat-building", // 整楼无暖
  "fee-question", // 费用咨询
  "stop-restore", // 报停复热申请
  "private-alteration", // 私改
  "praise", // 表扬
  "other", // 其他
] as const;
export type CaseCategory = (typeof CASE_CATEGORIES)[number];

export const URGENCIES = ["normal", "urgent", "critical"] as const; // 一般 紧急 特急
export type Urgency = (typeof URGENCIES)[number];

export const CASE_STATES = [
  "new", // 待派
  "assigned", // 已派
  "accepted", // 已接
  "on-site", // 到场
  "resolved", // 办结
  "called-back", // 已回访
  "closed", // 关闭
  "reopened", // 重开
] as const;
export type CaseState = (typeof CASE_STATES)[number];

export interface Contact {
  readonly name?: string;
  /** E.164. */
  readonly phone?: string;
  /** The source's own id of the person, such as an openid. */
  readonly externalId?: string;
}

/** A picture or recording, by its id in the file store. */
export interface Attachment {
  readonly fileId: string;
  readonly type: string;
  readonly sizeBytes: number;
  readonly at: Instant;
  readonly actorName: string;
}

/** One line of a case's history; what each kind adds stands in `data`. */
export interface CaseEvent {
  readonly at: Instant;
  readonly kind:
    | "filed"
    | "assigned"
    | "accepted"
    | "arrived"
    | "resolved"
    | "called-back"
    | "closed"
    | "reopened"
    | "returned" // 退单
    | "urged" // 催办
    | "extended" // 延期
    | "noted"
    | "reported-again"
    | "pictures-added"
    | "household-set"
    | "urgency-set";
  readonly actorKind: string;
  readonly actorId: string;
  readonly actorName: string;
  readonly words?: string;
  readonly data?: Readonly<Record<string, string | number>>;
}

/** 工单: one matter from its first report to its close, with everything that happened to it. */
export interface Case extends Stored {
  /** `20261123-0042`: the day and a number without gaps. */
  readonly number: string;
  readonly source: CaseSource;
  readonly sourceId: string;
  /** All reports that came in on this matter, the first included: `source/sourceId`. */
  readonly contact: Contact;
  readonly householdId?: string;
  /** Shown in lists without loading the household. */
  readonly householdNumber?: string;
  readonly placeText?: string;
  readonly category: CaseCategory;
  readonly urgency: Urgency;
  readonly words: string;
  readonly attachments: readonly Attachment[];
  readonly state: CaseState;
  readonly open: boolean;
  readonly openedAt: Instant;
  readonly dueAt: Instant;
  readonly closedAt?: Instant;
  /** Null until assigned or known from the household. */
  readonly branchId?: string;
  readonly assigneeId?: string;
  readonly assigneeName?: string;
  readonly urgedCount: number;
  readonly reportCount: number;
  readonly history: readonly CaseEvent[];
}

export const cases = collection<Case>("cases", {
  indexes: {
    byOpen: ["open", "openedAt"],
    byBranch: ["branchId", "open", "openedAt"],
    byHousehold: ["householdId", "openedAt"],
    byHouseholdOpen: ["householdId", "open", "openedAt"],
    byPhone: ["contact.phone", "openedAt"],
    byOpened: ["openedAt"],
    byAssignee: ["assigneeId", "open", "openedAt"],
  },
  unique: { number: ["number"] },
});

/** One report that came in from outside; id is `source/sourceId`, so that it counts once. */
export interface Report extends Stored {
  readonly caseId: string;
  readonly at: Instant;
}

export const reports = collection<Report>("reports");

/** 工作日历: what is not a plain working week. */
export interface WorkCalendar extends Stored {
  /** Minutes from midnight; urgent matters ignore the calendar. */
  readonly opensMinute: number;
  readonly closesMinute: number;
  readonly holidays: readonly CityDate[];
  /** 调休: weekend days that are worked. */
  readonly workedWeekends: readonly CityDate[];
}

export const workCalendars = collection<WorkCalendar>("workCalendars");
