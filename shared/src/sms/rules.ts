import type { Actor } from "../access/actor.ts";
import { ok, refuse, type Result } from "../kernel/result.ts";
import type { Instant } from "../kernel/time.ts";
import type { Body } from "../store/collection.ts";
import type { SmsFailure, SmsMessage, SmsState } from "./model.ts";

/** So many to one number in an hour: more are a mistake, or somebody is to be annoyed. */
export const PER_NUMBER_MAX = 3;
export const PER_NUMBER_MS = 3_600_000;
/** Times that one message is tried. */
export const ATTEMPTS_MAX = 3;
/** A message that the carrier could not be given for so long is of no use any more. */
export const GIVE_UP_MS = 600_000;

const MOBILE = /^\+861[3-9]\d{9}$/;

/** Whether a number takes text messages: a mobile one of this country. */
export function takesSms(phone: string | null | undefined): phone is string {
  return MOBILE.test(phone ?? "");
}

/** A message never goes back: of two states the one further on holds, of two ends the first. */
const RANK: Readonly<Record<SmsState, number>> = {
  queued: 0,
  sending: 1,
  sent: 2,
  delivered: 3,
  failed: 3,
};

type NewSms = Pick<
  SmsMessage,
  "id" | "caseId" | "callId" | "noticeId" | "to" | "language" | "text"
>;

/** To be sent at once, by whoever asks for it. */
export function queuedSms(
  of: NewSms,
  { id: staffId, name: staffName }: Pick<Actor, "id" | "name">,
  at: Instant,
): Body<SmsMessage> {
  return { ...of, state: "queued", since: at, attempt: 1, askedAt: at, staffId, staffName };
}

/** 占发, before the carrier is asked: of two processes one is first. Null: it was claimed. */
export function claim(message: SmsMessage, attempt: number, at: Instant): SmsMessage | null {
  if (message.state !== "queued" || message.attempt !== attempt) return null;
  return { ...message, state: "sending", since: at };
}

/** The carrier has it. Null: that is known. */
export function handedOver(
  message: SmsMessage,
  attempt: number,
  carrierId: string,
): SmsMessage | null {
  const known = message.attempt !== attempt || message.carrierId !== undefined;
  return known ? null : { ...message, carrierId };
}

/** It cannot be sent, or the carrier was not there. Null: it is known how it went. */
export function failed(
  message: SmsMessage,
  attempt: number,
  failure: SmsFailure,
  at: Instant,
): SmsMessage | null {
  if (message.attempt !== attempt || RANK[message.state] > RANK.sending) return null;
  return { ...message, state: "failed", since: at, failure };
}

/** 撤回, before anybody claimed it. Null: it is on its way, or over. */
export function withdrawn(message: SmsMessage, at: Instant): SmsMessage | null {
  if (message.state !== "queued") return null;
  return { ...message, state: "failed", since: at, failure: "withdrawn" };
}

export interface Followed {
  readonly attempt: number;
  readonly carrierId: string;
  readonly state: "sending" | "sent" | "delivered" | "failed";
  readonly code?: string | undefined;
}

/**
 * What the carrier tells of it, in whatever order. Null: nothing new, or of an attempt before.
 * That it never got one is our guess, which its own word takes back.
 */
export function followed(message: SmsMessage, told: Followed, at: Instant): SmsMessage | null {
  const { attempt, carrierId, state, code } = told;
  const { failure: _, failureCode: _c, ...rest } = message;
  const guessed = message.failure === "unreached";
  const other = (message.carrierId ?? carrierId) !== carrierId;
  if (message.attempt !== attempt || other) return null;
  if (!guessed && RANK[state] <= RANK[message.state]) {
    return message.carrierId === undefined ? { ...message, carrierId } : null;
  }
  return {
    ...rest,
    carrierId,
    state,
    since: at,
    ...(state === "failed" ? { failure: "carrier" } : {}),
    ...(state === "failed" && code !== undefined ? { failureCode: code } : {}),
  };
}

/** 重发, by a person. Refusals, in this order: `sms-not-failed`, `sms-too-often`. */
export function sendAgain(
  message: SmsMessage,
  at: Instant,
  { id: staffId, name: staffName }: Pick<Actor, "id" | "name">,
): Result<SmsMessage, "sms-not-failed" | "sms-too-often"> {
  if (message.state !== "failed") return refuse("sms-not-failed");
  if (message.attempt >= ATTEMPTS_MAX) return refuse("sms-too-often", { limit: ATTEMPTS_MAX });
  const { failure: _, failureCode: _c, carrierId: _i, attempt, ...rest } = message;
  const by = { staffId, staffName };
  return ok({ ...rest, ...by, state: "queued", since: at, askedAt: at, attempt: attempt + 1 });
}
