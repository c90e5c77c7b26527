import type { z } from "zod";
import { refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { SmsMessage } from "@warmline/shared/sms/model.ts";
import type { Followed } from "@warmline/shared/sms/rules.ts";
import { smsHook } from "@warmline/shared/twilio/sms-api.ts";
import { followSms } from "../../../domains/sms/index.ts";
import { command } from "../../../platform/commands/command.ts";
import type { Deps } from "../../../platform/deps.ts";
import type { SignatureStrategy } from "../../../platform/webhooks/signature.ts";
import { receive, type WebhookRoute } from "../../../platform/webhooks/webhook.ts";
import type { Account } from "../account.ts";
import { numberIn } from "../door.ts";

type Body = z.output<typeof smsHook.body>;

interface Told extends Followed {
  readonly accountSid: string;
  readonly id: string;
}

/** 送达情况. Refusal: `other-account`. */
function followMessage(account: Account) {
  return command({
    name: followSms.name,
    scope: "anywhere",
    async load(reads, told: Told, moment): Promise<Result<SmsMessage | null, "other-account">> {
      if (told.accountSid !== account.sid) return refuse("other-account");
      return followSms.load(reads, told, moment);
    },
    decide: (message, told, moment) => followSms.decide(message, told, moment),
  });
}

/** By the address that we gave it, it is known before the carrier has said its own name of it. */
export function smsWebhook(
  deps: Deps,
  account: Account,
  signature: SignatureStrategy,
): WebhookRoute {
  return receive(deps, smsHook, {
    signature,
    eventId: ({ MessageSid, MessageStatus }, query) =>
      query.has("message") ? `${MessageSid} ${MessageStatus}` : null,
    command: followMessage(account),
    input: ({ AccountSid: accountSid, MessageSid: carrierId, ...body }, query) => ({
      accountSid,
      carrierId,
      id: query.get("message") ?? "",
      attempt: numberIn(query, "attempt") ?? 0,
      state: STATES[body.MessageStatus],
      code: body.ErrorCode,
    }),
  });
}

const STATES: Readonly<Record<Body["MessageStatus"], Followed["state"]>> = {
  accepted: "sending",
  scheduled: "sending",
  queued: "sending",
  sending: "sending",
  sent: "sent",
  delivered: "delivered",
  read: "delivered",
  undelivered: "failed",
  failed: "failed",
  canceled: "failed",
};
