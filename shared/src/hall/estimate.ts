import { later, type Instant } from "../kernel/time.ts";
import {
  callingCounters,
  candidateOf,
  chooseNext,
  mayCall,
  runAfter,
  type WaitingTicket,
} from "./choose.ts";
import type { Counter } from "./model.ts";

/** Seconds that a service takes: a quick and a slow one of ten, measured. */
export interface ServiceTime {
  readonly quickSeconds: number;
  readonly slowSeconds: number;
}

/** What is assumed before `SAMPLES_MIN` people were served. */
const ASSUMED: ServiceTime = { quickSeconds: 120, slowSeconds: 420 };
const SAMPLES_MIN = 5;

/** The 25th and 75th percentile of served tickets. */
export function serviceTime(seconds: readonly number[]): ServiceTime {
  if (seconds.length < SAMPLES_MIN) return ASSUMED;
  const sorted = seconds.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
  return { quickSeconds: at(0.25), slowSeconds: Math.max(at(0.75), at(0.25) + 30) };
}

/** Whole minutes. */
export interface WaitRange {
  readonly from: number;
  readonly to: number;
}

export interface Queue {
  /** Everyone waiting, the ticket asked about included. */
  readonly waiting: readonly WaitingTicket[];
  readonly counters: readonly Counter[];
  readonly times: ReadonlyMap<string, ServiceTime>;
  readonly at: Instant;
}

/**
 * 预计等待: the real calling rule played through twice over the queue of this moment, once with quick
 * and once with slow service. A range, not a promise; null when no open counter may call the
 * ticket.
 */
export function estimateWait(queue: Queue, ticketId: string): WaitRange | null {
  const quick = playThrough(queue, ticketId, "quickSeconds");
  const slow = playThrough(queue, ticketId, "slowSeconds");
  if (quick === null || slow === null) return null;
  const [from, to] = [Math.min(quick, slow), Math.max(quick, slow)];
  return { from: Math.floor(from / 60), to: Math.ceil(to / 60) };
}

/** Seconds until the ticket is called, or null. */
function playThrough(queue: Queue, ticketId: string, pace: keyof ServiceTime): number | null {
  const seconds = (serviceId: string) => (queue.times.get(serviceId) ?? ASSUMED)[pace];
  const calling = callingCounters(queue.counters);
  const desks = queue.counters
    .filter(({ state }) => state === "open")
    .map((counter) => ({
      counter,
      run: counter.priorityRun,
      // Someone in hand is taken to be half done.
      freeAt: counter.ticketId === undefined ? 0 : seconds(counter.serviceIds[0] ?? "") / 2,
    }));
  let waiting = [...queue.waiting];
  while (desks.length > 0) {
    const desk = desks.reduce((soonest, one) => (one.freeAt < soonest.freeAt ? one : soonest));
    const tickets = waiting.filter((ticket) => mayCall(desk.counter, ticket, calling));
    const choice = chooseNext(
      tickets.map(candidateOf),
      desk.run,
      later(queue.at, desk.freeAt * 1000),
    );
    const next = tickets.find(({ id }) => id === choice?.ticketId);
    if (next === undefined) {
      desks.splice(desks.indexOf(desk), 1);
      continue;
    }
    if (next.id === ticketId) return desk.freeAt;
    waiting = waiting.filter((ticket) => ticket !== next);
    desk.run = runAfter(desk.run, next.priority);
    desk.freeAt += seconds(next.serviceId);
  }
  return null;
}

/**
 * 前面还有几位: how many of the same service the rule calls before the ticket, if nobody else comes.
 * Priority and its cap count as they will at the call; whoever is reserved for a counter that calls
 * stands in no common line.
 */
export function peopleAhead(
  { waiting, counters, at }: Pick<Queue, "waiting" | "counters" | "at">,
  ticket: WaitingTicket,
): number {
  const calling = callingCounters(counters);
  const inLine = ({ serviceId, reservedCounterId }: WaitingTicket) =>
    serviceId === ticket.serviceId &&
    (reservedCounterId === undefined || !calling.has(reservedCounterId));
  let line = [...waiting.filter((one) => one.id !== ticket.id && inLine(one)), ticket].map(
    candidateOf,
  );
  let run = 0;
  for (let ahead = 0; ; ahead += 1) {
    const next = chooseNext(line, run, at);
    const called = line.find(({ ticketId }) => ticketId === next?.ticketId);
    if (called === undefined || called.ticketId === ticket.id) return ahead;
    run = runAfter(run, called.priority);
    line = line.filter((one) => one !== called);
  }
}
