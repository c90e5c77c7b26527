import { smsMessages, type SmsFailure, type SmsMessage } from "@warmline/shared/sms/model.ts";
import * as rules from "@warmline/shared/sms/rules.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { command } from "../../platform/commands/command.ts";

interface OfMessage {
  readonly id: string;
  readonly attempt: number;
}

/**
 * What becomes of a message by itself. It has no refusals: what is known already, or is of an
 * attempt before, changes nothing. Answers whether it did.
 */
function messageCommand<I extends OfMessage>({ name, rule }: Declared<I>) {
  return command({
    name,
    scope: "anywhere",
    load: async ({ get }, { id }: I): Promise<Result<SmsMessage | null, never>> =>
      ok(await get(smsMessages, id)),
    decide(message, input, { at }) {
      const next = message === null ? null : rule(message, input, at);
      if (message === null || next === null) return ok({ value: false, writes: [], subjects: [] });
      return ok({
        value: true,
        writes: [replace(smsMessages, message, next)],
        subjects: [
          ...(message.caseId === undefined ? [] : [`cases/${message.caseId}`]),
          `smsMessages/${message.id}`,
        ],
      });
    },
  });
}

interface Declared<I extends OfMessage> {
  readonly name: string;
  readonly rule: (message: SmsMessage, input: I, at: Instant) => SmsMessage | null;
}

/** 占发. It has no refusals. */
export const claimSms = messageCommand({
  name: "sms.claim",
  rule: (message, { attempt }: OfMessage, at) => rules.claim(message, attempt, at),
});

/** 交给运营商. It has no refusals. */
export const handOverSms = messageCommand({
  name: "sms.hand-over",
  rule: (message, { attempt, carrierId }: OfMessage & { readonly carrierId: string }) =>
    rules.handedOver(message, attempt, carrierId),
});

/** 发送失败. It has no refusals. */
export const giveUpSms = messageCommand({
  name: "sms.give-up",
  rule: (message, { attempt, failure }: OfMessage & { readonly failure: SmsFailure }, at) =>
    rules.failed(message, attempt, failure, at),
});

/** 送达情况, as the carrier tells it. It has no refusals. */
export const followSms = messageCommand({
  name: "sms.follow",
  rule: (message, told: OfMessage & rules.Followed, at) => rules.followed(message, told, at),
});
