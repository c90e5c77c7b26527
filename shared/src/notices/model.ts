import type { StepKind } from "../catalogue/dunning-rule.ts";
import type { CaseCategory } from "../cases/categories.ts";
import type { VisitWindow } from "../cases/visit.ts";
import type { IncidentKind } from "../incidents/kinds.ts";
import type { Fen } from "../kernel/money.ts";
import type { Instant } from "../kernel/time.ts";
import { collection, type Stored } from "../store/collection.ts";

/** 通知类别: what people may want to be told of, each by itself. */
export const NOTICE_TOPICS = ["case", "outage", "bill", "payment", "ticket"] as const;
export type NoticeTopic = (typeof NOTICE_TOPICS)[number];
/** What may come by text message; a number from home is taken in a chat, and told there. */
export const SMS_TOPICS = ["case", "outage", "bill", "payment"] as const satisfies NoticeTopic[];

/** What it is about, with all that its text says. */
export type NoticeAbout =
  | OfCase<"case-accepted" | "case-resolved" | "case-reopened">
  | (OfCase<"case-extended"> & { readonly dueAt: Instant })
  | (OfCase<"visit-agreed" | "visit-moved" | "visit-cancelled"> & VisitWindow)
  | (OfIncident<"outage"> & { readonly returnAt: Instant | null })
  | OfIncident<"restored">
  | { readonly kind: "bill"; readonly season: string; readonly amountFen: Fen }
  | { readonly kind: "payment"; readonly receipt: string; readonly amountFen: Fen }
  | (OfTicket<"ticket-near"> & { readonly ahead: number })
  | (OfTicket<"ticket-called"> & { readonly counter: number })
  | DunningNotice;

/** 催缴: what an account owes, as it was approved word for word. */
export interface DunningNotice {
  readonly kind: "dunning";
  readonly accountId: string;
  readonly step: StepKind;
  readonly amountFen: Fen;
  readonly text: Readonly<Record<"zh" | "en", string>>;
  /** 催缴批次. */
  readonly runId: string;
}

interface OfTicket<K> {
  readonly kind: K;
  readonly ticketId: string;
  readonly label: string;
  readonly hall: string;
  readonly hallEn: string;
}

interface OfCase<K> {
  readonly kind: K;
  readonly caseId: string;
  /** As residents know it. */
  readonly number: string;
  readonly category: CaseCategory;
}

interface OfIncident<K> {
  readonly kind: K;
  readonly incidentId: string;
  readonly incident: IncidentKind;
  /** As people call it. */
  readonly place: string;
}

export type NoticeKind = NoticeAbout["kind"];

interface Traits {
  /** By which it is switched off; null: whoever owes is told so. */
  readonly topic: NoticeTopic | null;
  /** 免打扰: by night it waits for the morning. */
  readonly quiet: boolean;
  /** After so long it is of no use any more. */
  readonly usefulMs: number;
  /** Whoever cannot be written to is to be rung: they wait for it. */
  readonly mustReach: boolean;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const ofCase = { topic: "case", quiet: true, usefulMs: 3 * DAY_MS, mustReach: true } as const;
const ofOutage = {
  topic: "outage",
  quiet: false,
  usefulMs: 6 * HOUR_MS,
  mustReach: false,
} as const;

/** It is looked up anew when it is sent: once called, nobody is told that it will be. */
const ofTicket = {
  topic: "ticket",
  quiet: false,
  usefulMs: HOUR_MS / 2,
  mustReach: false,
} as const;

export const NOTICE_KINDS: Readonly<Record<NoticeKind, Traits>> = {
  // Whoever has just reported a burst pipe at night is awake.
  "case-accepted": { ...ofCase, quiet: false, usefulMs: DAY_MS },
  "case-extended": ofCase,
  "case-resolved": ofCase,
  "case-reopened": ofCase,
  "visit-agreed": ofCase,
  "visit-moved": ofCase,
  "visit-cancelled": ofCase,
  outage: ofOutage,
  restored: ofOutage,
  bill: { topic: "bill", quiet: true, usefulMs: 7 * DAY_MS, mustReach: false },
  payment: { topic: "payment", quiet: false, usefulMs: DAY_MS, mustReach: false },
  "ticket-near": ofTicket,
  "ticket-called": ofTicket,
  dunning: { topic: null, quiet: true, usefulMs: DAY_MS, mustReach: false },
};

export const NOTICE_CHANNELS = ["chat", "sms"] as const;
export type NoticeChannel = (typeof NOTICE_CHANNELS)[number];

export const NOTICE_STATES = [
  "due", // 待发
  "handed", // 已交通道: a chat's outbox or the text messages have it
  "sent", // 已送出
  "failed", // 未送达: somebody is to ring them
  "told", // 已电话告知
  "dropped", // 未发: nobody waits for it, they do not want it, or it holds no more
] as const;
export type NoticeState = (typeof NOTICE_STATES)[number];

/** Why one way was not gone, or led nowhere. */
export const NOTICE_HINDRANCES = [
  "muted", // 居民已退订
  "gone", // 已取消关注
  "quota", // 额度用尽
  "no-mobile", // 没有手机号
  "sms-off", // 未开短信
  "sms-not-set-up", // 没有设置短信
  "sms-too-often", // 短信过频
  "refused", // 对方平台拒收
  "elsewhere", // 已由企业微信接待
  "unreached", // 平台或运营商连不上
] as const;
export type NoticeHindrance = (typeof NOTICE_HINDRANCES)[number];

/** A way that was tried. */
export interface Tried {
  readonly channel: NoticeChannel;
  readonly why: NoticeHindrance;
}

/** 通知: one thing that one person is told without having asked just now. */
export interface Notice extends Stored {
  readonly about: NoticeAbout;
  /** 会话窗; absent: they do not write to us. */
  readonly chatId?: string;
  /** E.164, where no chat reaches them; absent: none that takes text messages. */
  readonly phone?: string;
  readonly householdId?: string;
  readonly branchId?: string;
  readonly state: NoticeState;
  /** Since when in this state. */
  readonly since: Instant;
  readonly raisedAt: Instant;
  /** Not before then. */
  readonly dueAt: Instant;
  /** Each time that a person has it sent again is one more. */
  readonly attempt: number;
  /** What has it, while it is handed over and afterwards. */
  readonly channel?: NoticeChannel;
  readonly messageId?: string;
  /** Whose text that message has, too, where few could be sent. */
  readonly carries?: readonly string[];
  /** Of this attempt, in order. */
  readonly tried: readonly Tried[];
  /** Who rang them. */
  readonly toldBy?: string;
  readonly expiresAt: Instant;
  readonly expired: boolean;
}

export const notices = collection<Notice>("notices", {
  indexes: {
    byState: ["state", "dueAt"],
    byHousehold: ["householdId", "raisedAt"],
    byChat: ["chatId", "state", "dueAt"],
    byExpiry: ["expired", "expiresAt"],
  },
  sparse: ["byHousehold", "byChat"],
});

/** Whoever asks whether they were told asks within a month. */
export const NOTICE_KEPT_MS = 30 * DAY_MS;

/**
 * 短信通知偏好 of a household, by its id: of what it is told by text message where no chat reaches
 * it. What a chat is told its owner says there.
 */
export interface NoticePreference extends Stored {
  readonly sms: readonly NoticeTopic[];
}

export const noticePreferences = collection<NoticePreference>("noticePreferences");

/** Text messages cost money: unless more is wished, those who reported something have them. */
export const SMS_BY_DEFAULT: readonly NoticeTopic[] = ["case"];

/** Up to where in the log it was seen what is to be told. */
export interface NoticeProgress extends Stored {
  readonly position: number;
}

export const noticeProgress = collection<NoticeProgress>("noticeProgress");
export const PROGRESS_ID = "notices";
