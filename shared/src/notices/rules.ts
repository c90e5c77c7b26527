import { ringableFrom } from "../calls/hours.ts";
import { later, type Instant } from "../kernel/time.ts";
import { ok, refuse, type Result } from "../kernel/result.ts";
import type { Body } from "../store/collection.ts";
import {
  NOTICE_CHANNELS,
  NOTICE_KEPT_MS,
  NOTICE_KINDS,
  type Notice,
  type NoticeAbout,
  type NoticeChannel,
  type NoticeHindrance,
} from "./model.ts";

/** Whom to tell what; `id` is of the fact and the person: told twice it is one notice. */
export type NewNotice = Pick<
  Notice,
  "id" | "about" | "chatId" | "phone" | "householdId" | "branchId"
>;

export function raised(of: NewNotice, at: Instant): Body<Notice> {
  return {
    ...of,
    state: "due",
    since: at,
    raisedAt: at,
    dueAt: dueFrom(of.about, at),
    attempt: 1,
    tried: [],
    expiresAt: later(at, NOTICE_KEPT_MS),
    expired: false,
  };
}

/** Whoever is expected is told of it at least so long before, if need be by night. */
const VISIT_AHEAD_MS = 3_600_000;

function dueFrom(about: NoticeAbout, at: Instant): Instant {
  const morning = traitsOf(about).quiet ? ringableFrom(at) : at;
  const tooLate = "from" in about && about.from < later(morning, VISIT_AHEAD_MS);
  return tooLate ? at : morning;
}

/** 作废: another one took its place. Null: it is on its way, or over. */
export function replaced(notice: Notice, at: Instant): Body<Notice> | null {
  const unsent = notice.state === "due" || notice.state === "failed";
  return unsent ? { ...notice, state: "dropped", since: at } : null;
}

/** How they could be told now; null: that way is open; left out: it is none of theirs. */
export type Ways = Readonly<Partial<Record<NoticeChannel, NoticeHindrance | null>>>;

/** By which way it goes; null: by none. */
export interface Routed {
  readonly channel: NoticeChannel | null;
  readonly notice: Body<Notice>;
}

/**
 * 选通道: the chat first, which costs nothing, then a text message; each once an attempt. Null: it is
 * not due, or is on its way.
 */
export function route(notice: Notice, ways: Ways, at: Instant): Routed | null {
  if (notice.state !== "due" || notice.dueAt > at) return null;
  if (at >= usefulUntil(notice)) {
    return { channel: null, notice: { ...notice, state: "dropped", since: at } };
  }
  const tried = [...notice.tried];
  for (const channel of NOTICE_CHANNELS) {
    const why = ways[channel];
    if (why === undefined || tried.some((one) => one.channel === channel)) continue;
    if (why === null) {
      return { channel, notice: { ...notice, tried, state: "handed", since: at, channel } };
    }
    tried.push({ channel, why });
    // Whoever does not want it in one way does not want it in another.
    if (why === "muted") break;
  }
  return { channel: null, notice: over({ ...notice, tried }, at) };
}

/** From the last time that somebody wanted it sent. */
function usefulUntil({ about, dueAt }: Notice): Instant {
  return later(dueAt, traitsOf(about).usefulMs);
}

/** Of these nobody expects more: it was never agreed that they are written to. */
const NO_WAY: ReadonlySet<NoticeHindrance> = new Set(["no-mobile", "sms-off", "sms-not-set-up"]);

/** Nobody was written to: who waits for it is rung, unless they said that they do not want it. */
function over(notice: Notice, at: Instant): Body<Notice> {
  const wanted = !notice.tried.some(({ why }) => why === "muted");
  const hindered = notice.tried.some(({ why }) => !NO_WAY.has(why));
  const rung = traitsOf(notice.about).mustReach && wanted && hindered;
  return { ...notice, state: rung ? "failed" : "dropped", since: at };
}

export interface Outcome {
  readonly messageId: string;
  /** Null: they have it. */
  readonly why: NoticeHindrance | null;
}

/**
 * What became of the message that it was handed to. What a chat could not take goes on by text
 * message; what was sent may turn out not to have arrived. Null: that is known, or of an attempt
 * before.
 */
export function settled(
  notice: Notice,
  { messageId, why }: Outcome,
  at: Instant,
): Body<Notice> | null {
  const { channel, state } = notice;
  const open = state === "handed" || (state === "sent" && why !== null);
  if (!open || notice.messageId !== messageId || channel === undefined) return null;
  if (why === null) return { ...notice, state: "sent", since: at };
  const { channel: _, messageId: _m, carries: _c, ...rest } = notice;
  return { ...rest, state: "due", since: at, tried: [...notice.tried, { channel, why }] };
}

/** 重发, by a person, by every way anew. Refusals: `notice-not-failed`, `notice-expired`. */
export function sendAgain(
  notice: Notice,
  at: Instant,
): Result<Body<Notice>, "notice-not-failed" | "notice-expired"> {
  if (notice.state !== "failed") return refuse("notice-not-failed");
  if (notice.expired) return refuse("notice-expired");
  const { channel: _, messageId: _m, carries: _c, ...rest } = notice;
  const attempt = notice.attempt + 1;
  return ok({ ...rest, state: "due", since: at, dueAt: at, attempt, tried: [] });
}

/** 已电话告知. Refusal: `notice-not-failed`. */
export function toldByPhone(
  notice: Notice,
  toldBy: string,
  at: Instant,
): Result<Body<Notice>, "notice-not-failed"> {
  if (notice.state !== "failed") return refuse("notice-not-failed");
  return ok({ ...notice, state: "told", since: at, toldBy });
}

/** Its inverse: they are to be rung still. Refusal: `notice-not-told`. */
export function notToldByPhone(
  notice: Notice,
  at: Instant,
): Result<Body<Notice>, "notice-not-told"> {
  if (notice.state !== "told") return refuse("notice-not-told");
  const { toldBy: _, ...rest } = notice;
  return ok({ ...rest, state: "failed", since: at });
}

/** 到期清除: that somebody was told stays, and of what. */
export function withoutPerson(notice: Notice): Notice {
  const { chatId: _, phone: _p, about, ...rest } = notice;
  // What was written to a debtor names them; it is kept in the record of their dunning alone.
  const unnamed = about.kind === "dunning" ? { ...about, text: { zh: "", en: "" } } : about;
  return { ...rest, about: unnamed, expired: true };
}

function traitsOf({ kind }: NoticeAbout) {
  return NOTICE_KINDS[kind];
}
