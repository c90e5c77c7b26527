import { chats, type Chat } from "@warmline/shared/chats/model.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import {
  NOTICE_KINDS,
  noticePreferences,
  notices,
  SMS_BY_DEFAULT,
  type Notice,
  type NoticeHindrance,
  type NoticeTopic,
} from "@warmline/shared/notices/model.ts";
import { route, settled, type Outcome, type Ways } from "@warmline/shared/notices/rules.ts";
import { smsMessages } from "@warmline/shared/sms/model.ts";
import { PER_NUMBER_MAX, queuedSms } from "@warmline/shared/sms/rules.ts";
import { insert, replace, type Write } from "@warmline/shared/store/write.ts";
import type { Config } from "../../config.ts";
import { command, type Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { unaskedWrites, whyNotTo } from "../chats/index.ts";
import { missingFor, sentTo } from "../sms/index.ts";
import { isPast } from "./past.ts";
import { textOf } from "./words.ts";

interface OfNotice {
  readonly id: string;
}

interface Loaded {
  readonly notice: Notice;
  readonly chat: Chat | null;
  readonly ways: Ways;
}

/**
 * 发送通知: into the outbox of the channel that is open, in one commit, so that it is never in two.
 * It has no refusals: what is on its way already stays as it is.
 */
export function sendCommand(config: Config) {
  return command({
    name: "notices.send",
    scope: "anywhere",
    async load(reads, { id }: OfNotice, { at }): Promise<Result<Loaded | null, never>> {
      const notice = await reads.get(notices, id);
      if (notice === null || notice.state !== "due") return ok(null);
      const { chatId } = notice;
      // By no way: what it would say holds no more.
      if (await isPast(reads, notice.about, at)) return ok({ notice, chat: null, ways: {} });
      const chat = chatId === undefined ? null : await reads.get(chats, chatId);
      const ways = {
        ...(chatId === undefined ? {} : { chat: whyNotByChat(config, notice, chat, at) }),
        sms: await whyNotBySms(reads, config, notice, at),
      };
      return ok({ notice, chat, ways });
    },
    decide(loaded, _, moment) {
      const routed = loaded === null ? null : route(loaded.notice, loaded.ways, moment.at);
      if (loaded === null || routed === null) return ok({ value: null, writes: [], subjects: [] });
      const { notice, channel } = routed;
      const messageId = moment.nextId();
      const handed = channel === null ? notice : { ...notice, messageId };
      return ok({
        value: null,
        writes: [
          replace(notices, loaded.notice, handed),
          ...(channel === null ? [] : messageOf(loaded, channel, messageId, moment)),
        ],
        subjects: [`${notices.name}/${notice.id}`],
      });
    },
  });
}

function messageOf(
  { notice, chat }: Loaded,
  channel: "chat" | "sms",
  id: string,
  { at, actor }: Moment,
): Write[] {
  const noticeId = notice.id;
  if (channel === "chat" && chat !== null) {
    return unaskedWrites(chat, { id, noticeId, text: textOf(notice.about, chat.language) }, at);
  }
  const about = "caseId" in notice.about ? { caseId: notice.about.caseId } : {};
  const text = textOf(notice.about, "zh");
  const of = { id, noticeId, ...about, to: notice.phone ?? "", language: "zh", text } as const;
  return [insert(smsMessages, queuedSms(of, actor, at))];
}

function whyNotByChat(
  config: Config,
  { about }: Notice,
  chat: Chat | null,
  at: Instant,
): NoticeHindrance | null {
  const { topic } = NOTICE_KINDS[about.kind];
  return chat?.muted?.includes(topic) ? "muted" : whyNotTo(config, chat, at);
}

async function whyNotBySms(
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
  topic: NoticeTopic,
): Promise<boolean> {
  const said = householdId === undefined ? null : await reads.get(noticePreferences, householdId);
  return (said?.sms ?? SMS_BY_DEFAULT).includes(topic);
}

/** 通知发送结果. It has no refusals: what is known already changes nothing. */
export const settleCommand = command({
  name: "notices.settle",
  scope: "anywhere",
  load: async ({ get }, { id }: OfNotice & Outcome): Promise<Result<Notice | null, never>> =>
    ok(await get(notices, id)),
  decide(notice, outcome, { at }) {
    const next = notice === null ? null : settled(notice, outcome, at);
    if (notice === null || next === null) return ok({ value: null, writes: [], subjects: [] });
    return ok({
      value: null,
      writes: [replace(notices, notice, next)],
      subjects: [`${notices.name}/${notice.id}`],
    });
  },
});
