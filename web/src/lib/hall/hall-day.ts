import type { Counter, HallService } from "@warmline/shared/hall/types.ts";
import type { HallRow, HallTurn } from "@warmline/shared/wire/live.ts";

/** A hall's day as its live rows tell it, sorted for those who serve. */
export interface HallDay {
  readonly services: readonly HallService[];
  readonly counters: readonly Counter[];
  /** Whoever waits, the longest first, by service. */
  readonly waiting: ReadonlyMap<string, readonly HallTurn[]>;
  readonly missed: readonly HallTurn[];
  readonly turns: ReadonlyMap<string, HallTurn>;
}

export function hallDay(rows: Iterable<HallRow>): HallDay {
  const services: HallService[] = [];
  const counters: Counter[] = [];
  const turns: HallTurn[] = [];
  for (const row of rows) {
    if (row.kind === "service") services.push(row.service);
    else if (row.kind === "counter") counters.push(row.counter);
    else turns.push(row.turn);
  }
  const queue = turns
    .filter((turn) => turn.state === "waiting")
    .toSorted((a, b) => a.waitingSince - b.waitingSince);
  return {
    services: services.toSorted((a, b) => (a.series < b.series ? -1 : 1)),
    counters: counters.toSorted((a, b) => a.number - b.number),
    waiting: Map.groupBy(queue, (turn) => turn.serviceId),
    missed: turns
      .filter((turn) => turn.state === "no-show")
      .toSorted((a, b) => (b.calledAt ?? 0) - (a.calledAt ?? 0)),
    turns: new Map(turns.map((turn) => [turn.id, turn])),
  };
}

/** The counter at which this person sits, if at any. */
export function counterOf(day: HallDay, staffId: string): Counter | undefined {
  return day.counters.find((one) => one.staffId === staffId && one.state !== "closed");
}

/** The turn that a counter has in hand. */
export function inHand(day: HallDay, counter: Counter): HallTurn | undefined {
  return counter.turnId === undefined ? undefined : day.turns.get(counter.turnId);
}
