import type { CallState } from "../calls/states.ts";
import type { IncidentKind } from "../incidents/kinds.ts";
import type { Instant } from "../kernel/time.ts";
import { collection, type Stored } from "../store/collection.ts";

export const CAMPAIGN_STATES = [
  "running", // 进行中
  "paused", // 已暂停
  "cancelled", // 已取消
  "done", // 已完成
] as const;
export type CampaignState = (typeof CAMPAIGN_STATES)[number];

export const CONTACT_STATES = [
  "due", // 待拨
  "claimed", // 拨号
  "calling", // 呼叫中
  "warm", // 已暖
  "cold", // 仍不热
  "person", // 要求人工
  "unreached", // 未接通
] as const;
export type ContactState = (typeof CONTACT_STATES)[number];

/** Not decided yet: the campaign is done when nobody is in one of these. */
export const PENDING: readonly ContactState[] = ["due", "claimed", "calling"];

/** 外呼任务: everybody who joined an incident is rung, once it is repaired. */
export interface Campaign extends Stored {
  readonly state: CampaignState;
  readonly incidentId: string;
  readonly incidentNumber: string;
  readonly incidentKind: IncidentKind;
  readonly incidentStartedAt: Instant;
  readonly createdAt: Instant;
  readonly actorName: string;
  /** 外呼速率: calls begun within a minute, and going on at the same time, at most. */
  readonly perMinute: number;
  readonly atOnce: number;
  /** The minute that is counted, and how many calls were begun in it. */
  readonly minute: { readonly from: Instant; readonly placed: number };
  /** People by how they stand: written with each of them, so that nothing has to be counted. */
  readonly counts: Readonly<Record<ContactState, number>>;
}

export const campaigns = collection<Campaign>("campaigns", {
  indexes: { byState: ["state", "createdAt"], byIncident: ["incidentId", "createdAt"] },
});

/** One time that somebody was rung. */
export interface Attempt {
  readonly at: Instant;
  /** The carrier's; absent while it is not known. */
  readonly callId?: string;
  /** How the call ended; `refused`: the carrier cannot ring that number. */
  readonly end?: CallState | "refused";
}

/** 外呼对象: one number of a campaign with all cases that were reported by it. */
export interface Contact extends Stored {
  readonly campaignId: string;
  /** E.164. */
  readonly phone: string;
  readonly caseIds: readonly string[];
  /** Shown without loading the cases. */
  readonly caseNumbers: readonly string[];
  readonly state: ContactState;
  /** When it is to be rung; of one that was claimed, since when. */
  readonly dueAt: Instant;
  /** Of the call that goes on. */
  readonly callId?: string;
  readonly attempts: readonly Attempt[];
}

export const contacts = collection<Contact>("campaignContacts", {
  indexes: {
    byCampaign: ["campaignId", "state", "dueAt"],
    byState: ["state", "dueAt"],
    byCall: ["callId"],
  },
  sparse: ["byCall"],
  unique: { number: ["campaignId", "phone"] },
});
