import { theirNumber } from "@warmline/shared/calls/caller.ts";
import { casesOf } from "@warmline/shared/calls/linked-cases.ts";
import { calls, type Call } from "@warmline/shared/calls/model.ts";
import { cases, type Case } from "@warmline/shared/cases/model.ts";
import { conversationId, conversations } from "@warmline/shared/conversations/model.ts";
import { maskPhone } from "@warmline/shared/households/mask.ts";
import { mapOk, ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { formatMessage, type Language } from "@warmline/shared/messages/index.ts";
import type { SmsOffer, SmsRecipient } from "@warmline/shared/sms/api.ts";
import { smsMessages, type SmsMessage } from "@warmline/shared/sms/model.ts";
import { PER_NUMBER_MAX, queuedSms, sendAgain, takesSms } from "@warmline/shared/sms/rules.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { command } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { sentTo } from "./sent-to.ts";

export interface AboutCase {
  readonly caseId: string;
  /** In which it is offered. */
  readonly callId?: string | undefined;
}

interface Asked {
  /** Whether a line sends: what none could take would wait for good. */
  readonly ready: boolean;
}

interface SendInput extends AboutCase, Asked {
  readonly to: SmsRecipient;
}

interface CaseInCall {
  readonly caseRecord: Case;
  readonly call: Call | null;
}

/** Refusals, in this order: `not-found`, `sms-not-of-call`. */
export async function loadCaseInCall(
  { get }: Pick<Reads, "get">,
  { caseId, callId }: AboutCase,
): Promise<Result<CaseInCall, "not-found" | "sms-not-of-call">> {
  const caseRecord = await get(cases, caseId);
  if (caseRecord === null) return refuse("not-found");
  if (callId === undefined) return ok({ caseRecord, call: null });
  const call = await get(calls, callId);
  const beside = call !== null && casesOf(call).includes(caseId);
  return beside ? ok({ caseRecord, call }) : refuse("sms-not-of-call");
}

/** Where it may go, and nowhere else. Null: no mobile number is known there. */
function numberOf({ caseRecord, call }: CaseInCall, to: SmsRecipient): string | null {
  const theirs = call === null ? null : theirNumber(call);
  const phone = to === "caller" ? theirs : caseRecord.contact.phone;
  return takesSms(phone) ? phone : null;
}

/** Each number once, that of the call first. */
export function recipientsOf(about: CaseInCall): SmsOffer["recipients"] {
  const [caller, contact] = [numberOf(about, "caller"), numberOf(about, "contact")];
  return [
    ...(caller === null ? [] : [{ to: "caller" as const, masked: maskPhone(caller) }]),
    ...(contact === null || contact === caller
      ? []
      : [{ to: "contact" as const, masked: maskPhone(contact) }]),
  ];
}

interface Sending extends CaseInCall {
  /** Null: that is no mobile number. */
  readonly phone: string | null;
  readonly language: Language;
  /** To that number, of late. */
  readonly recent: readonly SmsMessage[];
}

type SendCode =
  | "not-found"
  | "sms-not-of-call"
  | "sms-not-set-up"
  | "sms-no-mobile"
  | "sms-too-often";

/**
 * 发送工单号短信: in the language of the call. Of what was sent to a number the last hour's is held,
 * so that many at once are no more than may be. Refusals, in this order: `not-found`,
 * `sms-not-of-call`, `out-of-scope`, `sms-not-set-up`, `sms-no-mobile`, `sms-too-often`.
 */
export const sendCaseNumber = command({
  name: "sms.send-case-number",
  mutex: ({ caseId }: SendInput) => `sms/${caseId}`,
  async load(reads, input, { at }): Promise<Result<Sending, SendCode>> {
    const about = await loadCaseInCall(reads, input);
    if (!about.ok) return about;
    const phone = numberOf(about.value, input.to);
    const recent = phone === null ? [] : await reads.find(smsMessages, sentTo(phone, at));
    const talkId = conversationId("phone", input.callId ?? "");
    const talk = await reads.unguarded.get(conversations, talkId);
    return ok({ ...about.value, phone, recent, language: talk?.language ?? "zh" });
  },
  scope: ({ caseRecord: { branchId } }) => ({ branchId }),
  decide({ caseRecord, phone, language, recent }, { callId, ready }, { at, actor, nextId }) {
    if (!ready) return refuse("sms-not-set-up");
    if (phone === null) return refuse("sms-no-mobile");
    if (recent.length >= PER_NUMBER_MAX) return refuse("sms-too-often", { limit: PER_NUMBER_MAX });
    const id = nextId();
    const { id: caseId, number } = caseRecord;
    const message = queuedSms(
      {
        id,
        caseId,
        ...(callId === undefined ? {} : { callId }),
        to: phone,
        language,
        text: formatMessage(language, "sms.case-number", { number }),
      },
      actor,
      at,
    );
    return ok({
      value: { id },
      writes: [insert(smsMessages, message)],
      subjects: [`cases/${caseId}`, `smsMessages/${id}`],
    });
  },
});

interface Again {
  readonly message: SmsMessage;
  readonly caseRecord: Case;
}

interface AgainInput extends Asked {
  readonly id: string;
  readonly rev?: number | undefined;
}

/**
 * 重发. Refusals, in this order: `not-found`, `out-of-scope`, `changed-meanwhile`,
 * `sms-not-set-up`, those of `sendAgain`.
 */
export const retrySms = command({
  name: "sms.retry",
  async load(
    { get },
    { id }: AgainInput,
  ): Promise<Result<Again, "not-found" | "sms-not-set-up" | "sms-not-failed" | "sms-too-often">> {
    const message = await get(smsMessages, id);
    if (message === null) return refuse("not-found");
    const caseRecord = await get(cases, message.caseId ?? "");
    return caseRecord === null ? refuse("not-found") : ok({ message, caseRecord });
  },
  scope: ({ caseRecord: { branchId } }) => ({ branchId }),
  seen: ({ message: { id, rev: now } }, { rev: seen }) => ({
    seen,
    now,
    subject: `smsMessages/${id}`,
  }),
  decide({ message }, { ready }, { at, actor }) {
    if (!ready) return refuse("sms-not-set-up");
    return mapOk(sendAgain(message, at, actor), (next) => ({
      value: { id: message.id },
      writes: [replace(smsMessages, message, next)],
      subjects: [`cases/${message.caseId}`, `smsMessages/${message.id}`],
    }));
  },
});
