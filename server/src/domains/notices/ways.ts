import type { Chat } from "@warmline/shared/chats/model.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import {
  NOTICE_KINDS,
  noticePreferences,
  SMS_BY_DEFAULT,
  type Notice,
  type NoticeHindrance,
  type NoticeTopic,
} from "@warmline/shared/notices/model.ts";
import { smsMessages } from "@warmline/shared/sms/model.ts";
import { PER_NUMBER_MAX } from "@warmline/shared/sms/rules.ts";
import type { Config } from "../../config.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { whyNotTo } from "../chats/index.ts";
import { missingFor, sentTo } from "../sms/index.ts";

/** Null: they can be told so. */
export function whyNotByChat(
  config: Config,
  { about }: Notice,
  chat: Chat | null,
  at: Instant,
): NoticeHindrance | null {
  const { topic } = NOTICE_KINDS[about.kind];
  const isMuted = topic !== null && chat?.muted?.includes(topic);
  return isMuted ? "muted" : whyNotTo(config, chat, at);
}

/** Null: they can be told so. */
export async function whyNotBySms(
  reads: Reads,
  config: Config,
  { about, phone, householdId }: Notice,
  at: Instant,
): Promise<NoticeHindrance | null> {
  if (phone === undefined) return "no-mobile";
  const { topic } = NOTICE_KINDS[about.kind];
  if (!(await wantsSms(reads, householdId, topic))) return "sms-off";
  if (missingFor(config) !== null) return "sms-not-set-up";
  const recent = await reads.find(smsMessages, sentTo(phone, at));
  return recent.length < PER_NUMBER_MAX ? null : "sms-too-often";
}

async function wantsSms(
  reads: Reads,
  householdId: string | undefined,
  topic: NoticeTopic | null,
): Promise<boolean> {
  if (topic === null) return true;
  const said = householdId === undefined ? null : await reads.get(noticePreferences, householdId);
  return (said?.sms ?? SMS_BY_DEFAULT).includes(topic);
}
