import type { Turn, TurnPeriod } from "./types.ts";

/** Whole seconds over a set of stretches of time; null when there were none. */
export interface Spread {
  readonly count: number;
  readonly meanSeconds: number | null;
  readonly medianSeconds: number | null;
  readonly p90Seconds: number | null;
}

export interface ServiceStatistics {
  readonly serviceId: string;
  /** Numbers taken for this service; a transfer is not a new number. */
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
 * ended in a call; a service is all the serving of one turn for one service (or at one counter,
 * by one person).
 */
export function hallStatistics(turns: readonly Turn[]): HallStatistics {
  const serviceIds = new Set(
    turns.flatMap((turn) => [turn.take.serviceId, ...turn.periods.map((one) => one.serviceId)]),
  );
  return {
    services: [...serviceIds].toSorted().map((serviceId) => ofService(turns, serviceId)),
    counters: work(
      turns,
      ({ counterId }) => counterId,
      (period, turn) => (period.counterId === turn.counterId ? String(turn.counterNumber) : ""),
    ),
    staff: work(
      turns,
      ({ staffId }) => staffId,
      ({ staffName }) => staffName ?? "",
    ),
  };
}

function ofService(turns: readonly Turn[], serviceId: string): ServiceStatistics {
  const mine = turns.filter((turn) => turn.serviceId === serviceId);
  const inState = (state: Turn["state"]) => mine.filter((turn) => turn.state === state).length;
  return {
    serviceId,
    taken: turns.filter(({ take }) => take.serviceId === serviceId).length,
    served: inState("finished"),
    noShow: inState("no-show"),
    waiting: inState("waiting"),
    wait: spread(turns.flatMap((turn) => waits(turn, serviceId))),
    service: spread(turns.flatMap((turn) => serving(turn, (one) => one.serviceId === serviceId))),
  };
}

function waits(turn: Turn, serviceId: string): number[] {
  return turn.periods.flatMap((period, place) => {
    const next = turn.periods[place + 1]?.state;
    const mine = period.state === "waiting" && period.serviceId === serviceId;
    const called = next === "called" || next === "serving";
    return mine && called && period.to !== undefined ? [period.to - period.from] : [];
  });
}

/** The milliseconds of service, as one stretch; none when there was no (known) service. */
function serving(turn: Turn, mine: (period: TurnPeriod) => boolean): number[] {
  const periods = turn.periods.filter(
    (one) => one.state === "serving" && one.to !== undefined && !one.abandoned && mine(one),
  );
  if (periods.length === 0) return [];
  return [periods.reduce((sum, { from, to = from }) => sum + (to - from), 0)];
}

/** What each counter or person did: a turn counts where its last period of the kind was. */
function work(
  turns: readonly Turn[],
  idOf: (period: TurnPeriod) => string | undefined,
  nameOf: (period: TurnPeriod, turn: Turn) => string,
): WorkStatistics[] {
  const names = new Map<string, string>();
  for (const turn of turns) {
    for (const period of turn.periods) {
      const id = idOf(period);
      if (id !== undefined) names.set(id, nameOf(period, turn) || (names.get(id) ?? ""));
    }
  }
  const ends = (id: string, state: Turn["state"]) =>
    turns.filter((turn) => {
      const last = turn.periods.at(-1);
      return turn.state === state && last !== undefined && idOf(last) === id;
    }).length;
  return [...names]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, name]) => ({
      id,
      name,
      served: ends(id, "finished"),
      noShow: ends(id, "no-show"),
      service: spread(turns.flatMap((turn) => serving(turn, (period) => idOf(period) === id))),
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
