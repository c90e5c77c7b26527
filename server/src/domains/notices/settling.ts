import { chatMessages, type ChatMessage } from "@warmline/shared/chats/model.ts";
import type { NoticeHindrance } from "@warmline/shared/notices/model.ts";
import { smsMessages, type SmsMessage } from "@warmline/shared/sms/model.ts";
import type { LogEntry } from "@warmline/shared/store/port.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import type { Deps } from "../../platform/deps.ts";
import { writtenIds } from "../../platform/stores/written-ids.ts";
import { NOTIFIER } from "./raise-command.ts";
import { settleCommand } from "./settle-command.ts";

/** What became of the messages of notices, by the outboxes that have them. */
export async function settleNotices(deps: Deps, batch: readonly LogEntry[]): Promise<void> {
  const [said, sent] = await Promise.all([
    deps.store.getMany(chatMessages, writtenIds(batch, chatMessages)),
    deps.store.getMany(smsMessages, writtenIds(batch, smsMessages)),
  ]);
  for (const message of said) await settle(deps, message, ofChat(message));
  for (const message of sent) await settle(deps, message, ofSms(message));
}

/** Undefined: it is not over. */
type Known = NoticeHindrance | null | undefined;

async function settle(
  deps: Deps,
  { id: messageId, noticeId }: Pick<SmsMessage, "id" | "noticeId">,
  why: Known,
): Promise<void> {
  if (noticeId === undefined || why === undefined) return;
  await runCommand(deps, NOTIFIER, settleCommand, { id: noticeId, messageId, why });
}

function ofChat({ state, failure = "refused" }: ChatMessage): Known {
  if (state === "sent") return null;
  if (state === "blocked") return "quota";
  return state === "failed" ? failure : undefined;
}

function ofSms({ state, failure }: SmsMessage): Known {
  if (state === "sent" || state === "delivered") return null;
  if (state !== "failed") return undefined;
  return failure === "unreached" ? "unreached" : "refused";
}
