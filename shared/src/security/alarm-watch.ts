import { EPOCH, type Instant } from "../kernel/time.ts";
import type { Body } from "../store/collection.ts";
import type { Alarm, AlarmRule } from "./alarm.ts";
import { addressIn, isRefusedKind, type SecurityEvent } from "./event.ts";
import type { ReadRecord } from "./read-record.ts";
import { SlidingWindow } from "./window.ts";

export interface AlarmLimits {
  /** Refusals of one person or device, and of all strangers at one address, in ten minutes. */
  readonly refusals: number;
  readonly strangers: number;
  /** Addresses from which one person signs in, in a day. */
  readonly addresses: number;
  /** Different households that one person opens, and that lists show them, in ten minutes. */
  readonly households: number;
  readonly listed: number;
}

/** Somebody with where they were. */
export type Whereabouts = Pick<SecurityEvent, "actorKind" | "actorId" | "actorName" | "address">;

type Seen = Pick<SecurityEvent, "id" | "kind" | "at" | "until" | "count" | "about"> & Whereabouts;

export type Raised = Body<Alarm>;

export const TEN_MINUTES_MS = 10 * 60_000;
/** No window looks further back: so much is read at the start. */
export const DAY_MS = 24 * 3_600_000;

/**
 * 告警规则: holds what happens against the thresholds. An alarm has the same id on every node that
 * counts: one for each rule, person and span of time, however long it goes on within it.
 */
export class AlarmWatch {
  readonly #limits: AlarmLimits;
  readonly #refusals = new SlidingWindow(TEN_MINUTES_MS);
  readonly #opened = new SlidingWindow(TEN_MINUTES_MS);
  readonly #listed = new SlidingWindow(TEN_MINUTES_MS);
  readonly #addresses = new SlidingWindow(DAY_MS);

  constructor(limits: AlarmLimits) {
    this.#limits = limits;
  }

  /** Answers the alarm that the event is, or completes. */
  event(event: Seen): Raised | null {
    const { id, kind, until, count, about } = event;
    if (kind === "break-glass") {
      const alarm = raised(event, "break-glass", id, { at: event.at, count, limit: 1 });
      return about === undefined ? alarm : { ...alarm, about };
    }
    if (!isRefusedKind(kind)) return null;
    const stranger = event.actorKind === "public";
    const [rule, who] = stranger
      ? (["many-strangers", event.address] as const)
      : (["many-refusals", event.actorId] as const);
    const limit = stranger ? this.#limits.strangers : this.#limits.refusals;
    const times = this.#refusals.times(`${rule} ${who}`, until, count);
    if (times < limit) return null;
    return raised(event, rule, spanOf(who, until, TEN_MINUTES_MS), {
      at: until,
      count: times,
      limit,
    });
  }

  /** Answers the alarm that a record of what somebody looked at completes. */
  read({ at, looks, origin, ...who }: Omit<ReadRecord, "rev" | "subjectKeys">): Raised | null {
    const where = { ...who, address: addressIn(origin) };
    let alarm: Raised | null = null;
    for (const { list, subjects } of looks) {
      const listed = list === true;
      const window = listed ? this.#listed : this.#opened;
      const limit = listed ? this.#limits.listed : this.#limits.households;
      const once = spanOf(`${who.actorId}/${listed ? "listed" : "opened"}`, at, TEN_MINUTES_MS);
      for (const subject of subjects.filter(isHousehold)) {
        const count = window.distinct(who.actorId, subject, at);
        if (count >= limit) alarm ??= raised(where, "many-households", once, { at, count, limit });
      }
    }
    return alarm;
  }

  /** Answers the alarm that a sign-in completes. */
  signIn(who: Whereabouts, at: Instant): Raised | null {
    const count = this.#addresses.distinct(who.actorId, who.address, at);
    const limit = this.#limits.addresses;
    if (count < limit) return null;
    return raised(who, "many-addresses", spanOf(who.actorId, at, DAY_MS), { at, count, limit });
  }
}

function isHousehold(subject: string): boolean {
  return subject.startsWith("households/");
}

function spanOf(who: string, at: Instant, spanMs: number): string {
  return `${who}/${Math.floor((at - EPOCH) / spanMs)}`;
}

function raised(
  { actorKind, actorId, actorName, address }: Whereabouts,
  rule: AlarmRule,
  once: string,
  counted: Pick<Alarm, "at" | "count" | "limit">,
): Raised {
  const who = { actorKind, actorId, actorName, address };
  return { id: `${rule}/${once}`, rule, ...who, ...counted, open: true };
}
