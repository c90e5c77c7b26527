import type { CityDate, Instant } from "../kernel/time.ts";
import type { AttachedFile } from "../files/model.ts";
import { collection, type Stored } from "../store/collection.ts";
import type { Application } from "./asked.ts";
import type { CaseCategory, Urgency } from "./categories.ts";
import type { CaseClock } from "./clock.ts";
import type { CaseEvent } from "./event.ts";

export const CASE_SOURCES = ["kiosk", "console", "phone", "wechat", "counter", "field"] as const;
export type CaseSource = (typeof CASE_SOURCES)[number];

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

/** Who reports: a resident for themselves, or somebody who forwards what others said to them. */
export const CONTACT_KINDS = [
  "resident", // 居民
  "municipal-hotline", // 12345 转办
  "grid-worker", // 网格员
  "property-manager", // 物业
  "media", // 媒体
] as const;
export type ContactKind = (typeof CONTACT_KINDS)[number];

export interface Contact {
  /** Absent: a resident. */
  readonly kind?: ContactKind;
  readonly name?: string;
  /** E.164. */
  readonly phone?: string;
  /** The source's own id of the person, such as an openid. */
  readonly externalId?: string;
}

/** A picture or recording of a case. */
export interface Attachment extends AttachedFile {
  /** Taken off the case, by mistake or for decency; may be shown again, content is never edited. */
  readonly hidden?: boolean;
}

/** 督办: who looks after it beside whoever works on it, and by when they want to see it done. */
export interface Supervision {
  readonly overseerId: string;
  readonly overseerName: string;
  readonly dueAt: Instant;
  readonly description: string;
  readonly at: Instant;
  readonly actorName: string;
}

/** 上门预约: when somebody comes, as agreed with the resident. */
export interface Visit {
  readonly from: Instant;
  readonly to: Instant;
  /** When it was agreed, and with whom. */
  readonly at: Instant;
  readonly actorName: string;
}

/** 并案: the case that another one turned out to be, and what undoing it restores. */
export interface MergedInto {
  readonly caseId: string;
  readonly number: string;
  readonly fromState: CaseState;
  readonly application?: Application;
  readonly visit?: Visit;
}

/** How pressing a case is: by when it is to be done. */
export interface Standing {
  readonly urgency: Urgency;
  readonly dueAt: Instant;
}

/** 工单: one problem from its first report to its close, with everything that happened to it. */
export interface Case extends Stored {
  /** `20261123-0042`: the day and a number without gaps. */
  readonly number: string;
  /** Where the first report came in, and its id there; all reports are in `reports`. */
  readonly source: CaseSource;
  readonly sourceId: string;
  readonly contact: Contact;
  readonly householdId?: string;
  /** Shown in lists without loading the household. */
  readonly householdNumber?: string;
  readonly placeText?: string;
  readonly category: CaseCategory;
  readonly urgency: Urgency;
  readonly description: string;
  readonly attachments: readonly Attachment[];
  readonly state: CaseState;
  readonly open: boolean;
  readonly openedAt: Instant;
  /** Those of the present round: a case that is reopened begins with clocks of its own. */
  readonly clocks: readonly CaseClock[];
  readonly application?: Application;
  readonly supervision?: Supervision;
  /** Until somebody arrives, or the case is done. */
  readonly visit?: Visit;
  readonly resolvedAt?: Instant;
  readonly closedAt?: Instant;
  /** Absent until assigned or known from the household, and again after a return to the city. */
  readonly branchId?: string;
  /** The hall at whose counter or kiosk it was filed. */
  readonly hallId?: string;
  readonly assigneeId?: string;
  readonly assigneeName?: string;
  readonly urgedCount: number;
  /** How many reports came in on it, the first and those of merged cases included. */
  readonly reportCount: number;
  /** Set while it is merged: it is closed, and everything else happens on the other case. */
  readonly mergedInto?: MergedInto;
  /**
   * The cases merged into this one, also through others. They keep their reports; their pictures
   * stand in both.
   */
  readonly mergedIds?: readonly string[];
  /** How pressing it would be by itself, and what each case merged into it has lent (raise.ts). */
  readonly raised?: {
    readonly own: Standing;
    readonly by: readonly (Standing & { readonly caseId: string })[];
  };
  /** 事件: the incident that it joined; it stays open, with its own clock and call-back. */
  readonly incidentId?: string;
  /** Shown in lists without loading the incident. */
  readonly incidentNumber?: string;
  /** Somebody said that no incident is its cause: it joins none by itself. */
  readonly keptApart?: boolean;
  /** Call-backs that reached nobody since it was last resolved. */
  readonly unreachedCount: number;
  readonly history: readonly CaseEvent[];
}

export const cases = collection<Case>("cases", {
  files: "attachments.fileId",
  indexes: {
    byOpen: ["open", "openedAt"],
    byBranch: ["branchId", "open", "openedAt"],
    byHouseholdOpen: ["householdId", "open", "openedAt"],
    byPhoneOpen: ["contact.phone", "open", "openedAt"],
    byCategory: ["category", "open", "openedAt"],
    byAssignee: ["assigneeId", "open", "openedAt"],
    byIncident: ["incidentId", "open", "openedAt"],
  },
  unique: { number: ["number"] },
});

/**
 * One report that came in from outside, as it came; id is `source/sourceId`, so that it counts
 * once. It names the case that it was filed as or attached to; detaching it makes it a case of its
 * own.
 */
export interface Report extends Stored {
  readonly caseId: string;
  readonly at: Instant;
  readonly source: CaseSource;
  readonly sourceId: string;
  readonly contact: Contact;
  readonly householdId?: string;
  readonly hallId?: string;
  readonly category: CaseCategory;
  readonly urgency: Urgency;
  readonly description: string;
  readonly fileIds: readonly string[];
  /** The case was opened by this report, so that it cannot be detached from it. */
  readonly first: boolean;
  /** Whoever reported it at a kiosk had proven the household. */
  readonly proven?: boolean;
}

export const reports = collection<Report>("reports", { indexes: { byCase: ["caseId", "at"] } });

/**
 * Cases of one day; id is the day, `20261123`. `last` equals the document's own revision, so that a
 * commit that wins the compare-and-swap has the right number whoever else was filing.
 */
export interface CaseSeries extends Stored {
  readonly last: number;
}

export const caseSeries = collection<CaseSeries>("caseSeries");

/** 工作日历: what is not a plain working week; the city's own has the id `city`. */
export interface WorkCalendar extends Stored {
  /** Minutes from midnight. */
  readonly opensMinute: number;
  readonly closesMinute: number;
  readonly holidays: readonly CityDate[];
  /** 调休: weekend days that are worked. */
  readonly workedWeekends: readonly CityDate[];
}

export const workCalendars = collection<WorkCalendar>("workCalendars");
