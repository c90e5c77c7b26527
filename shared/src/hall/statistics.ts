import type { QueueTicket, TicketPeriod } from "./model.ts";

/** Whole seconds over a set of stretches of time; null when there were none. */
export interface Spread {
  readonly count: number;
  readonly meanSeconds: number | null;
  readonly medianSeconds: number | null;
  readonly p90Seconds: number | null;
}

export interface ServiceStatistics {
  readonly serviceId: string;
  /** Numbers taken for this service and not voided; a transfer is not a new number. */
  readonly taken: number;
  readonly served: number;
  readonly noShow: number;
  /** Still waiting now, or left without being called on a day that is over. */
  readonly waiting: number;
  readonly wait: Spread;
  readonly service: Spread;
}

export interface WorkStatistics {
  readonly id: string;
  readonly name: string;
  readonly served: number;
  readonly noShow: number;
  readonly service: Spread;
}

export interface HallStatistics {
  readonly services: readonly ServiceStatistics[];
  readonly counters: readonly WorkStatistics[];
  readonly staff: readonly WorkStatistics[];
}

/**
 * A day (or several) of a hall from the stored periods alone. A wait is a period of waiting that
 * ended in a call; a service is all the serving of one ticket for one service (or at one counter,
 * by one person).
 */
export function hallStatistics(tickets: readonly QueueTicket[]): HallStatistics {
  const serviceIds = new Set(tickets.flatMap(({ periods }) => periods.map((one) => one.serviceId)));
  return {
    services: [...serviceIds].toSorted().map((serviceId) => ofService(tickets, serviceId)),
    counters: work(
      tickets,
      ({ counterId }) => counterId,
      (period, ticket) =>
        period.counterId === ticket.counterId ? String(ticket.counterNumber) : "",
    ),
    staff: work(
      tickets,
      ({ staffId }) => staffId,
      ({ staffName }) => staffName ?? "",
    ),
  };
}

function ofService(tickets: readonly QueueTicket[], serviceId: string): ServiceStatistics {
  const mine = tickets.filter((ticket) => ticket.serviceId === serviceId);
  const inState = (state: QueueTicket["state"]) =>
    mine.filter((ticket) => ticket.state === state).length;
  return {
    serviceId,
    taken: tickets.filter(
      ({ state, periods }) => state !== "voided" && periods[0]?.serviceId === serviceId,
    ).length,
    served: inState("finished"),
    noShow: inState("no-show"),
    waiting: inState("waiting"),
    wait: spread(tickets.flatMap((ticket) => waits(ticket, serviceId))),
    service: spread(
      tickets.flatMap((ticket) => serving(ticket, (one) => one.serviceId === serviceId)),
    ),
  };
}

function waits(ticket: QueueTicket, serviceId: string): number[] {
  return ticket.periods.flatMap((period, place) => {
    const next = ticket.periods[place + 1]?.state;
    const mine = period.state === "waiting" && period.serviceId === serviceId;
    const called = next === "called" || next === "serving";
    return mine && called && period.to !== undefined ? [period.to - period.from] : [];
  });
}

/** The milliseconds of service, as one stretch; none when there was no (known) service. */
function serving(ticket: QueueTicket, mine: (period: TicketPeriod) => boolean): number[] {
  const periods = ticket.periods.filter(
    (one) => one.state === "serving" && one.to !== undefined && !one.abandoned && mine(one),
  );
  if (periods.length === 0) return [];
  return [periods.reduce((sum, { from, to = from }) => sum + (to - from), 0)];
}

/** What each counter or person did: a ticket counts where its last period of the kind was. */
function work(
  tickets: readonly QueueTicket[],
  idOf: (period: TicketPeriod) => string | undefined,
  nameOf: (period: TicketPeriod, ticket: QueueTicket) => string,
): WorkStatistics[] {
  const names = new Map<string, string>();
  for (const ticket of tickets) {
    for (const period of ticket.periods) {
      const id = idOf(period);
      if (id !== undefined) names.set(id, nameOf(period, ticket) || (names.get(id) ?? ""));
    }
  }
  const ends = (id: string, state: QueueTicket["state"]) =>
    tickets.filter((ticket) => {
      const last = ticket.periods.at(-1);
      return ticket.state === state && last !== undefined && idOf(last) === id;
    }).length;
  return [...names]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, name]) => ({
      id,
      name,
      served: ends(id, "finished"),
      noShow: ends(id, "no-show"),
      service: spread(
        tickets.flatMap((ticket) => serving(ticket, (period) => idOf(period) === id)),
      ),
    }));
}

/** Mean rounded to the second; median and 90th percentile by nearest rank. */
export function spread(milliseconds: readonly number[]): Spread {
  const count = milliseconds.length;
  if (count === 0) return { count, meanSeconds: null, medianSeconds: null, p90Seconds: null };
  const sorted = milliseconds.toSorted((a, b) => a - b);
  const rank = (share: number) => sorted[Math.max(0, Math.ceil(count * share) - 1)] ?? 0;
  const seconds = (value: number) => Math.round(value / 1000);
  return {
    count,
    meanSeconds: seconds(sorted.reduce((sum, value) => sum + value, 0) / count),
    medianSeconds: seconds(rank(0.5)),
    p90Seconds: seconds(rank(0.9)),
  };
}
