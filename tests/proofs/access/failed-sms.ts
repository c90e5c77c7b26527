import type { SmsMessage } from "@warmline/shared/sms/model.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import type { Body } from "@warmline/shared/store/collection.ts";

/** About a case, to be sent again. */
export function failedSms(id: string, caseId: string, at: Instant): Body<SmsMessage> {
  const about = { caseId, to: "+8613800000011", language: "zh", text: "工单" } as const;
  const by = { staffId: "s", staffName: "s", attempt: 1, askedAt: at, since: at };
  return { id, ...about, ...by, state: "failed", failure: "carrier" };
}
