import { smsMessages, type SmsMessage } from "@warmline/shared/sms/model.ts";
import { withdrawn } from "@warmline/shared/sms/rules.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import { replace, type Write } from "@warmline/shared/store/write.ts";

/** 撤回 of a message by whoever had it sent; null: the carrier has it, or is about to. */
export function withdrawSmsWrites(message: SmsMessage, at: Instant): Write[] | null {
  const next = withdrawn(message, at);
  return next === null ? null : [replace(smsMessages, message, next)];
}
