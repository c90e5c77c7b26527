import type { Instant } from "../kernel/time.ts";
import { collection, type Stored } from "../store/collection.ts";

export const SMS_STATES = [
  "queued", // 待发
  "sending", // 发送中: given to the carrier, or about to be
  "sent", // 已发出
  "delivered", // 已送达
  "failed", // 失败
] as const;
export type SmsState = (typeof SMS_STATES)[number];

/** Why one failed. */
export const SMS_FAILURES = [
  "number", // the carrier cannot send to that number
  "carrier", // it was taken, and did not arrive
  "unreached", // the carrier was not there for too long
  "withdrawn", // 已撤回: before the carrier was asked it held no more
] as const;
export type SmsFailure = (typeof SMS_FAILURES)[number];

/** 短信: a case's number, sent to somebody who reported it, or a notice. */
export interface SmsMessage extends Stored {
  /** What it is about; absent: no case. */
  readonly caseId?: string;
  /** 通知 of which it is the text. */
  readonly noticeId?: string;
  /** In which it was offered. */
  readonly callId?: string;
  /** E.164. */
  readonly to: string;
  readonly language: "zh" | "en";
  readonly text: string;
  readonly state: SmsState;
  /** Since when in this state. */
  readonly since: Instant;
  /** 1 at first; each time that a person has it sent again is one more. */
  readonly attempt: number;
  /** The last time. */
  readonly askedAt: Instant;
  readonly staffId: string;
  readonly staffName: string;
  /** Of this attempt, once the carrier has it. */
  readonly carrierId?: string;
  readonly failure?: SmsFailure;
  /** What the carrier calls the failure. */
  readonly failureCode?: string;
}

export const smsMessages = collection<SmsMessage>("smsMessages", {
  indexes: {
    byCase: ["caseId", "askedAt"],
    byNumber: ["to", "askedAt"],
    byState: ["state", "askedAt"],
  },
});
