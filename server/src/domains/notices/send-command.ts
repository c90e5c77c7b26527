import { chats } from "@warmline/shared/chats/model.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import { BETWEEN, type Along } from "@warmline/shared/notices/merging.ts";
import { notices } from "@warmline/shared/notices/model.ts";
import { route, type Ways } from "@warmline/shared/notices/rules.ts";
import { smsMessages } from "@warmline/shared/sms/model.ts";
import { queuedSms } from "@warmline/shared/sms/rules.ts";
import { insert, replace, type Write } from "@warmline/shared/store/write.ts";
import type { Config } from "../../config.ts";
import { command, type Moment } from "../../platform/commands/command.ts";
import { unaskedWrites } from "../chats/index.ts";
import { alongWith, waitingIn, type Waiting } from "./along.ts";
import { isPast } from "./past.ts";
import { whyNotByChat, whyNotBySms } from "./ways.ts";
import { textOf } from "./words.ts";

interface OfNotice {
  readonly id: string;
}

interface Loaded extends Waiting {
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
      if (await isPast(reads, notice.about, at)) {
        return ok({ notice, chat: null, ways: {}, waiting: [] });
      }
      const chat = chatId === undefined ? null : await reads.get(chats, chatId);
      const ways = {
        ...(chatId === undefined ? {} : { chat: whyNotByChat(config, notice, chat, at) }),
        sms: await whyNotBySms(reads, config, notice, at),
      };
      const waiting = await waitingIn(reads, config, chat, at);
      return ok({ notice, chat, ways, waiting });
    },
    decide(loaded, _, moment) {
      const routed = loaded === null ? null : route(loaded.notice, loaded.ways, moment.at);
      if (loaded === null || routed === null) return ok({ value: null, writes: [], subjects: [] });
      const { notice, channel } = routed;
      const messageId = moment.nextId();
      const along = channel === "chat" ? alongWith(config, loaded, moment.at) : [];
      const carries = along.map((one) => one.notice.id);
      const carrying = carries.length === 0 ? {} : { carries };
      const handed = channel === null ? notice : { ...notice, messageId, ...carrying };
      return ok({
        value: null,
        writes: [
          replace(notices, loaded.notice, handed),
          ...along.map((one) => replace(notices, one.notice, { ...one.handed, messageId })),
          ...(channel === null ? [] : messageOf(loaded, along, channel, messageId, moment)),
        ],
        subjects: [notice.id, ...carries].map((one) => `${notices.name}/${one}`),
      });
    },
  });
}

function messageOf(
  { notice, chat }: Loaded,
  along: readonly Along[],
  channel: "chat" | "sms",
  id: string,
  { at, actor }: Moment,
): Write[] {
  const noticeId = notice.id;
  if (channel === "chat" && chat !== null) {
    const told = [notice, ...along.map((one) => one.notice)];
    const text = told.map((one) => textOf(one.about, chat.language)).join(BETWEEN);
    return unaskedWrites(chat, { id, noticeId, text }, at);
  }
  const about = "caseId" in notice.about ? { caseId: notice.about.caseId } : {};
  const text = textOf(notice.about, "zh");
  const of = { id, noticeId, ...about, to: notice.phone ?? "", language: "zh", text } as const;
  return [insert(smsMessages, queuedSms(of, actor, at))];
}
