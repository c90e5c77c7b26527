import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { id, rev } from "../api/fields.ts";
import { subjectsOf } from "../api/reads.ts";
import { smsPermissions } from "./permissions.ts";

export const smsRefusals = {
  "sms-not-set-up": 409,
  "sms-no-mobile": 409,
  "sms-not-of-call": 409,
  "sms-too-often": 429,
  "sms-not-failed": 409,
} as const;

/** Why no text message can be sent here. */
export const SMS_MISSING = [
  "account", // 没有电话账户
  "number", // 没有短信号码
  "address", // 没有对外网址
] as const;
export type SmsMissing = (typeof SMS_MISSING)[number];

/** 主叫, 报修人: who called, and whom the case names. */
export const SMS_RECIPIENTS = ["caller", "contact"] as const;
export type SmsRecipient = (typeof SMS_RECIPIENTS)[number];

export const smsOffer = z.strictObject({
  /** Null: it can be sent. */
  missing: z.enum(SMS_MISSING).nullable(),
  /** Of the case. */
  number: z.string(),
  /** Each mobile number once; none where nobody has one. */
  recipients: z
    .array(z.strictObject({ to: z.enum(SMS_RECIPIENTS), masked: z.string() }))
    .readonly(),
});
export type SmsOffer = z.output<typeof smsOffer>;

export const offerSms = endpoint({
  name: "sms.offer",
  method: "get",
  path: "/api/sms/offer",
  permit: smsPermissions.send,
  summary: "To whom the number of a case could be sent, and why it could not",
  query: z.strictObject({ caseId: id, callId: id.optional() }),
  reads: { what: "case", of: ({ query }) => subjectsOf("cases", [query.caseId]) },
  answer: smsOffer,
  refusals: ["not-found", "sms-not-of-call"],
});

const asked = z.strictObject({ id: z.string() });

export const sendCaseNumber = endpoint({
  name: "sms.send-case-number",
  method: "post",
  path: "/api/sms/case-number",
  permit: smsPermissions.send,
  summary: "Send the number of a case to whoever called about it, or to whom it names",
  body: z.strictObject({ caseId: id, callId: id.optional(), to: z.enum(SMS_RECIPIENTS) }),
  answer: asked,
  refusals: ["not-found", "sms-not-set-up", "sms-not-of-call", "sms-no-mobile", "sms-too-often"],
});

export const retrySms = endpoint({
  name: "sms.retry",
  method: "post",
  path: "/api/sms/:id/retry",
  permit: smsPermissions.send,
  summary: "Send a message that failed once more",
  params: z.strictObject({ id }),
  body: z.strictObject({ rev: rev.optional() }),
  answer: asked,
  refusals: ["not-found", "sms-not-set-up", "sms-not-failed", "sms-too-often"],
});
