import { assert } from "../kernel/assert.ts";
import type { Instant } from "../kernel/time.ts";
import type { CallPolicy, CallRule, Candidate, Counter, QueueTicket } from "./model.ts";

export const CALL_POLICY: CallPolicy = {
  creditMinutes: { normal: 0, senior: 10, appointment: 15 },
  priorityCallsMax: 2,
  waitMinutesMax: 45,
};

export interface Choice {
  readonly ticketId: string;
  readonly rule: CallRule;
}

/**
 * Who is next (叫下一位). Longest wait plus a bounded credit for priority; after `priorityCallsMax`
 * priority calls in a row a normal one comes first; whoever has waited `waitMinutesMax` goes
 * before all. A function of its arguments alone, so that every stored call can be replayed. Null:
 * nobody waits.
 */
export function chooseNext(
  candidates: readonly Candidate[],
  priorityRun: number,
  at: Instant,
  policy: CallPolicy = CALL_POLICY,
): Choice | null {
  const overdue = candidates.filter(
    ({ waitingSince }) => at - waitingSince >= policy.waitMinutesMax * 60_000,
  );
  if (overdue.length > 0) {
    return {
      ticketId: best(overdue, ({ waitingSince }) => at - waitingSince).ticketId,
      rule: "max-wait",
    };
  }
  if (candidates.length === 0) return null;
  const score = ({ waitingSince, priority }: Candidate) =>
    policy.creditMinutes[priority] * 60_000 - waitingSince;
  const first = best(candidates, score);
  const normal = candidates.filter(({ priority }) => priority === "normal");
  const capped = priorityRun >= policy.priorityCallsMax && normal.length > 0;
  if (!capped || first.priority === "normal") return { ticketId: first.ticketId, rule: "score" };
  return { ticketId: best(normal, score).ticketId, rule: "priority-cap" };
}

/** The highest score; among equals the smaller label, so that the answer never depends on order. */
function best(candidates: readonly Candidate[], score: (one: Candidate) => number): Candidate {
  const [first, ...rest] = candidates;
  assert(first, "somebody waits");
  return rest.reduce((leader, one) => {
    const lead = score(one) - score(leader);
    return lead > 0 || (lead === 0 && one.label < leader.label) ? one : leader;
  }, first);
}

/**
 * How the counter's run of priority calls goes on after a call; no more than the cap is
 * remembered.
 */
export function runAfter(priorityRun: number, called: Candidate["priority"], policy = CALL_POLICY) {
  return called === "normal" ? 0 : Math.min(priorityRun + 1, policy.priorityCallsMax);
}

/** What the choice needs to know of a ticket that waits. */
export type WaitingTicket = Pick<
  QueueTicket,
  "id" | "label" | "serviceId" | "priority" | "waitingSince" | "reservedCounterId"
>;

type Server = Pick<Counter, "id" | "serviceIds">;

/** The counters that call people at this moment: neither closed nor paused. */
export function callingCounters(
  counters: readonly Pick<Counter, "id" | "state">[],
): ReadonlySet<string> {
  return new Set(counters.filter(({ state }) => state === "open").map(({ id }) => id));
}

/**
 * A ticket reserved for a counter goes nowhere else as long as that counter calls. While it pauses
 * or is closed whoever serves the ticket's service may call it, in the place that it always had: a
 * person is told sooner that it is another counter than left to wait for an empty chair.
 */
export function mayCall(
  counter: Server,
  ticket: Pick<QueueTicket, "serviceId" | "reservedCounterId">,
  calling: ReadonlySet<string>,
): boolean {
  const { reservedCounterId } = ticket;
  if (reservedCounterId === counter.id) return true;
  if (reservedCounterId !== undefined && calling.has(reservedCounterId)) return false;
  return counter.serviceIds.includes(ticket.serviceId);
}

export function candidateOf(ticket: WaitingTicket): Candidate {
  const { id, label, priority, waitingSince } = ticket;
  return { ticketId: id, label, priority, waitingSince };
}
