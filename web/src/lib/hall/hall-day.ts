import type { Counter, HallService, QueueTicket } from "@warmline/shared/hall/model.ts";
import type { HallProfile } from "@warmline/shared/hall/profile.ts";
import type { HallRow } from "@warmline/shared/hall/live.ts";

/** A hall's day as its live rows tell it, sorted for those who serve. */
export interface HallDay {
  /** Undefined: nothing was entered yet. */
  readonly profile: HallProfile | undefined;
  readonly services: readonly HallService[];
  readonly counters: readonly Counter[];
  /** Whoever waits, the longest first, by service. */
  readonly waiting: ReadonlyMap<string, readonly QueueTicket[]>;
  readonly missed: readonly QueueTicket[];
  /** The latest first. */
  readonly voided: readonly QueueTicket[];
  readonly tickets: ReadonlyMap<string, QueueTicket>;
}

export function hallDay(rows: Iterable<HallRow>): HallDay {
  const services: HallService[] = [];
  const counters: Counter[] = [];
  const tickets: QueueTicket[] = [];
  let profile: HallProfile | undefined;
  for (const row of rows) {
    if (row.kind === "service") services.push(row.service);
    else if (row.kind === "counter") counters.push(row.counter);
    else if (row.kind === "profile") profile = row.profile;
    else tickets.push(row.ticket);
  }
  const queue = tickets
    .filter((ticket) => ticket.state === "waiting")
    .toSorted((a, b) => a.waitingSince - b.waitingSince);
  return {
    profile,
    services: services.toSorted((a, b) => (a.series < b.series ? -1 : 1)),
    counters: counters.toSorted((a, b) => a.number - b.number),
    waiting: Map.groupBy(queue, (ticket) => ticket.serviceId),
    missed: tickets
      .filter((ticket) => ticket.state === "no-show")
      .toSorted((a, b) => (b.calledAt ?? 0) - (a.calledAt ?? 0)),
    voided: tickets
      .filter((ticket) => ticket.state === "voided")
      .toSorted((a, b) => lastChange(b) - lastChange(a)),
    tickets: new Map(tickets.map((ticket) => [ticket.id, ticket])),
  };
}

function lastChange({ periods }: QueueTicket): number {
  return periods.at(-1)?.from ?? 0;
}

/** The counter at which this person sits, if at any. */
export function counterOf(day: HallDay, staffId: string): Counter | undefined {
  return day.counters.find((one) => one.staffId === staffId && one.state !== "closed");
}

/** The ticket that a counter has in hand. */
export function inHand(day: HallDay, counter: Counter): QueueTicket | undefined {
  return counter.ticketId === undefined ? undefined : day.tickets.get(counter.ticketId);
}
