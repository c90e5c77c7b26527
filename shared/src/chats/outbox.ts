import { ok, refuse, type Result } from "../kernel/result.ts";
import { later, type Instant } from "../kernel/time.ts";
import { MESSAGE_KEPT_MS, UNSENT, type Chat, type ChatFailure, type ChatMessage } from "./model.ts";
import { giveBack, leftOf, spend } from "./quota.ts";

/** Longer than the platform is waited for: whoever claimed it by then has died. */
export const CLAIM_MS = 20_000;
/** An answer that could not be given for so long is of no use any more. */
export const GIVE_UP_MS = 600_000;

export interface Outgoing {
  readonly chat: Chat;
  readonly message: ChatMessage;
}

/**
 * 占发, before the platform is asked: of two processes one is first, and it counts against the quota
 * in the same commit. One that is claimed already is claimed again once whoever did must have died:
 * the platform cannot be asked whether it has it, and an answer twice is better than none. Null: it
 * is on its way, or over.
 */
export function claim({ chat, message }: Outgoing, unlimited: boolean, at: Instant) {
  const lost = message.state === "sending" && at - message.since >= CLAIM_MS;
  if (message.state !== "queued" && !lost) return null;
  if (!chat.followed) return { chat, message: failed(message, { failure: "gone" }, at) };
  // A welcome that comes late is none.
  const late = message.opening !== undefined && message.opening.until <= at;
  if (late) return { chat, message: failed(message, { failure: "unreached" }, at) };
  if (lost || unlimited || message.opening !== undefined)
    return { chat, message: put(message, "sending", at) };
  const grants = spend(chat.grants, at);
  if (grants === null) return { chat, message: put(message, "blocked", at) };
  return { chat: { ...chat, grants }, message: put(message, "sending", at) };
}

export interface Outcome {
  readonly state: "sent" | "failed" | "blocked" | "queued";
  readonly failure?: ChatFailure;
  readonly code?: string | undefined;
}

/**
 * What came of it; `queued`: the platform was not there, and it is tried again. `blocked`: the
 * platform counts less than we did, and is right. Null: that is known.
 */
export function settled({ chat, message }: Outgoing, outcome: Outcome, at: Instant) {
  if (message.state !== "sending") return null;
  switch (outcome.state) {
    case "sent":
      return { chat, message: put(message, "sent", at) };
    case "queued":
      return {
        chat: message.opening ? chat : { ...chat, grants: giveBack(chat.grants, at) },
        message: put(message, "queued", at),
      };
    case "blocked":
      return { chat: { ...chat, grants: {} }, message: put(message, "blocked", at) };
    case "failed":
      return { chat, message: failed(message, outcome, at) };
  }
}

/**
 * 回执: the platform took it, and says later that it did not reach them. Null: that is known, or it
 * is of an earlier time that it was sent.
 */
export function bounced(
  { chat, message }: Outgoing,
  again: number,
  outcome: Outcome & { readonly state: "failed" | "blocked" },
  at: Instant,
) {
  const { state } = message;
  if ((message.again ?? 0) !== again || (state !== "sent" && state !== "sending")) return null;
  return settled({ chat, message: { ...message, state: "sending" } }, outcome, at);
}

/**
 * 重发, by a person. Refusals, in this order: `message-not-unsent`, `message-expired`, `quota-spent`.
 */
export function sendAgain(
  { chat, message }: Outgoing,
  unlimited: boolean,
  at: Instant,
): Result<ChatMessage, "message-not-unsent" | "message-expired" | "quota-spent"> {
  if (!UNSENT.some((state) => state === message.state)) return refuse("message-not-unsent");
  if (message.expired) return refuse("message-expired");
  if (!unlimited && leftOf(chat.grants, at) === 0) return refuse("quota-spent");
  const { failure: _, failureCode: _c, opening: _o, ...rest } = message;
  return ok({ ...put(rest, "queued", at), queuedAt: at, again: (message.again ?? 0) + 1 });
}

/** 到期清除: that it was sent stays, and whether. */
export function withoutText(message: ChatMessage): ChatMessage {
  return { ...message, text: "", expired: true };
}

export function queued(
  of: Pick<
    ChatMessage,
    "id" | "chatId" | "conversationId" | "noticeId" | "place" | "text" | "opening"
  >,
  at: Instant,
): Omit<ChatMessage, "rev" | "by" | "auditId"> {
  const expiresAt = later(at, MESSAGE_KEPT_MS);
  return { ...of, state: "queued", since: at, queuedAt: at, expiresAt, expired: false };
}

function put(message: ChatMessage, state: ChatMessage["state"], at: Instant): ChatMessage {
  return { ...message, state, since: at };
}

function failed(
  message: ChatMessage,
  { failure = "refused", code }: Omit<Outcome, "state">,
  at: Instant,
): ChatMessage {
  const named = code === undefined ? {} : { failureCode: code };
  return { ...put(message, "failed", at), failure, ...named };
}
