import { hasEnded, type CallState } from "../calls/states.ts";
import { ok, refuse, type Result } from "../kernel/result.ts";
import { later, type Instant } from "../kernel/time.ts";
import type { Body } from "../store/collection.ts";
import { ringableFrom } from "../calls/hours.ts";
import {
  CONTACT_STATES,
  PENDING,
  type Attempt,
  type Campaign,
  type CampaignState,
  type Contact,
  type ContactState,
} from "./model.ts";

/** 重拨: so long after a call that reached nobody, and so often in all; then a person does it. */
export const RETRY_MS = 30 * 60_000;
export const ATTEMPTS_MAX = 3;
const MINUTE_MS = 60_000;

/** A contact with its campaign as they are after something happened: written together. */
export interface Moved {
  readonly campaign: Body<Campaign>;
  readonly contact: Body<Contact>;
}

export function noCounts(): Record<ContactState, number> {
  return Object.fromEntries(CONTACT_STATES.map((state) => [state, 0])) as Record<
    ContactState,
    number
  >;
}

function moved(campaign: Body<Campaign>, before: Body<Contact>, contact: Body<Contact>): Moved {
  const counts = { ...campaign.counts };
  counts[before.state] -= 1;
  counts[contact.state] += 1;
  const over = PENDING.every((state) => counts[state] === 0);
  const state = over && campaign.state === "running" ? ("done" as const) : campaign.state;
  return { campaign: { ...campaign, counts, state }, contact };
}

/** How many more calls may be begun at this moment, by the rate and the hours. */
export function room(
  { state, counts, minute, perMinute, atOnce }: Body<Campaign>,
  at: Instant,
): number {
  if (state !== "running" || ringableFrom(at) !== at) return 0;
  const begun = at - minute.from < MINUTE_MS ? minute.placed : 0;
  return Math.max(0, Math.min(perMinute - begun, atOnce - counts.claimed - counts.calling));
}

/**
 * 占号: whoever claims it rings it; nobody else does, whatever becomes of them. Refusals, in this
 * order: `not-due`, `no-room`.
 */
export function claim(
  campaign: Body<Campaign>,
  contact: Body<Contact>,
  at: Instant,
): Result<Moved, "not-due" | "no-room"> {
  if (contact.state !== "due" || contact.dueAt > at) return refuse("not-due");
  if (room(campaign, at) === 0) return refuse("no-room");
  const { from, placed: begun } = campaign.minute;
  const minute = at - from < MINUTE_MS ? { from, placed: begun + 1 } : { from: at, placed: 1 };
  const attempts = [...contact.attempts, { at }];
  return ok(
    moved({ ...campaign, minute }, contact, { ...contact, state: "claimed", dueAt: at, attempts }),
  );
}

/** The carrier rings them. Null: it was known, or is another call's by now. */
export function placed(
  campaign: Body<Campaign>,
  contact: Body<Contact>,
  callId: string,
): Moved | null {
  if (contact.state !== "claimed") return null;
  const attempts = withLast(contact, { callId });
  return moved(campaign, contact, { ...contact, state: "calling", callId, attempts });
}

/** The carrier never heard of it: as if it had not been claimed. Null: it was placed after all. */
export function released(
  campaign: Body<Campaign>,
  contact: Body<Contact>,
  at: Instant,
): Moved | null {
  if (contact.state !== "claimed") return null;
  const attempts = contact.attempts.slice(0, -1);
  return moved(campaign, contact, { ...contact, state: "due", dueAt: ringableFrom(at), attempts });
}

/** The carrier cannot ring that number: no further try would. Null: it was placed after all. */
export function refused(campaign: Body<Campaign>, contact: Body<Contact>): Moved | null {
  if (contact.state !== "claimed") return null;
  const attempts = withLast(contact, { end: "refused" });
  return moved(campaign, contact, { ...contact, state: "unreached", attempts });
}

export type Outcome = Extract<ContactState, "warm" | "cold" | "person">;

/** What they answered. Null: their call is over, or another one goes on. */
export function answered(
  campaign: Body<Campaign>,
  contact: Body<Contact>,
  outcome: Outcome,
): Moved | null {
  if (contact.state !== "calling") return null;
  const { callId: _, ...rest } = contact;
  return moved(campaign, contact, { ...rest, state: outcome });
}

/**
 * The call is over and they said nothing: rung again later, or left to a person. Null: it is known,
 * or goes on.
 */
export function ended(
  campaign: Body<Campaign>,
  contact: Body<Contact>,
  end: CallState,
  at: Instant,
): Moved | null {
  if (contact.state !== "calling" || !hasEnded(end)) return null;
  const { callId: _, ...rest } = contact;
  const attempts = withLast(contact, { end });
  const last = attempts.length >= ATTEMPTS_MAX;
  const next = last
    ? ({ state: "unreached" } as const)
    : ({ state: "due", dueAt: ringableFrom(later(at, RETRY_MS)) } as const);
  return moved(campaign, contact, { ...rest, attempts, ...next });
}

function withLast({ attempts }: Body<Contact>, more: Partial<Attempt>): readonly Attempt[] {
  return attempts.map((one, place) => (place === attempts.length - 1 ? { ...one, ...more } : one));
}

const FROM = {
  pause: ["running"],
  resume: ["paused", "cancelled"],
  cancel: ["running", "paused"],
} as const satisfies Record<string, readonly CampaignState[]>;
const TO = { pause: "paused", resume: "running", cancel: "cancelled" } as const;
export type Steer = keyof typeof FROM;

/**
 * 暂停, 继续, 取消: nobody is rung any more, or again; calls that go on do so. Resuming is the inverse
 * of both. Refusal: `campaign-state`, where it is nothing in that state.
 */
export function steer(
  campaign: Body<Campaign>,
  how: Steer,
): Result<Body<Campaign>, "campaign-state"> {
  const from: readonly CampaignState[] = FROM[how];
  if (!from.includes(campaign.state)) return refuse("campaign-state");
  const over = PENDING.every((state) => campaign.counts[state] === 0);
  return ok({ ...campaign, state: how === "resume" && over ? "done" : TO[how] });
}
