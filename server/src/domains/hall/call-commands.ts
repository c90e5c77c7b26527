import {
  CALL_POLICY,
  callingCounters,
  candidateOf,
  chooseNext,
  mayCall,
  runAfter,
} from "@warmline/shared/hall/choose.ts";
import {
  callRecords,
  callSeries,
  type CallRecord,
  type CallSeries,
  type QueueTicket,
} from "@warmline/shared/hall/model.ts";
import { callTicket, recallTicket } from "@warmline/shared/hall/queue-ticket.ts";
import { assert } from "@warmline/shared/kernel/assert.ts";
import { ok, refuse } from "@warmline/shared/kernel/result.ts";
import { insert, put, type Write } from "@warmline/shared/store/write.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { loadPhone, toCounterWrites } from "../acd/index.ts";
import { counterCommand, type AtCounter } from "./counter-command.ts";
import { countersOf, ticketsIn } from "./hall.ts";
import { withoutTicket } from "./ticket-commands.ts";

/** Beyond this many a call's record keeps only those who waited longest. */
const CANDIDATES_MAX = 500;
/** On the ticket itself, for a glance: the first few who also waited. */
const LABELS_MAX = 10;

/**
 * 叫下一位: ticket, counter, the hall's call number and the call's record in one commit, so that two
 * counters can never call the same ticket and every call can be explained. Own refusals:
 * `counter-not-open` (a pause), `ticket-in-hand`, `nobody-waiting`, `on-the-phone`.
 */
export const callNext = counterCommand({
  name: "hall.call-next",
  who: "own-staff",
  load: async (reads, at) => ({
    waiting: await callable(reads, at),
    series: await readCallSeries(reads, at),
    phone: await loadPhone(reads, at.desk.staff.id),
  }),
  decide(at) {
    const { counter, desk, ticket, waiting, series, phone } = at;
    if (counter.state !== "open") return refuse("counter-not-open");
    if (ticket) return refuse("ticket-in-hand", { label: ticket.label });
    const candidates = waiting.map(candidateOf).slice(0, CANDIDATES_MAX);
    const choice = chooseNext(candidates, counter.priorityRun, desk.at);
    if (choice === null) return refuse("nobody-waiting");
    const offThePhone = toCounterWrites(phone, desk.at);
    if (!offThePhone.ok) return offThePhone;
    const current = waiting.find(({ id }) => id === choice.ticketId);
    assert(current, "the choice is among the candidates");
    const labels = candidates.slice(0, LABELS_MAX).map(({ label }) => label);
    const callSeq = series.callSeq + 1;
    const called = callTicket(current, desk, callSeq, { rule: choice.rule, candidates: labels });
    assert(called.ok, "who is chosen waits");
    const record = insert(callRecords, {
      ...recordOf(at, current, callSeq),
      kind: "next",
      choice: {
        rule: choice.rule,
        policy: CALL_POLICY,
        priorityRun: counter.priorityRun,
        candidates,
        waiting: waiting.length,
      },
    });
    const { lastTicketId: _, ...rest } = counter;
    const priorityRun = runAfter(counter.priorityRun, current.priority);
    return ok({
      counter: { ...rest, ticketId: current.id, priorityRun },
      ticket: { current, next: called.value },
      also: [writeCallSeries(series, callSeq), record, ...offThePhone.value],
    });
  },
});

/**
 * 重呼: the televisions call the number in hand once more. Own refusals: `no-ticket-in-hand`,
 * `ticket-of-another-day`, `ticket-not-called`.
 */
export const recall = counterCommand({
  name: "hall.recall",
  who: "own-staff",
  load: async (reads, at) => ({ series: await readCallSeries(reads, at) }),
  decide(at) {
    const { ticket, desk, series } = at;
    if (ticket === null) return withoutTicket(at);
    const callSeq = series.callSeq + 1;
    const next = recallTicket(ticket, desk.at, callSeq);
    if (!next.ok) return refuse(next.code, { label: ticket.label });
    const record = insert(callRecords, { ...recordOf(at, ticket, callSeq), kind: "recall" });
    return ok({
      ticket: { current: ticket, next: next.value },
      also: [writeCallSeries(series, callSeq), record],
    });
  },
});

/**
 * Who waits today and may be called from here, in the order of waiting, as known at this moment.
 * Not guarded: each number taken or called elsewhere in the hall would make this call begin anew.
 * Whoever is called is written at the revision at which they were seen waiting, so that nobody is
 * called twice; fairness is judged on what the call's record says was known.
 */
async function callable(
  { unguarded }: Reads,
  { counter, today }: AtCounter,
): Promise<QueueTicket[]> {
  const [waiting, all] = await Promise.all([
    ticketsIn(unguarded, counter.hallId, today, "waiting"),
    countersOf(unguarded, counter.hallId, today),
  ]);
  const calling = callingCounters(all);
  return waiting.filter((ticket) => mayCall(counter, ticket, calling));
}

/** The hall's series of calls; a hall that never called has none yet (rev 0). */
async function readCallSeries(reads: Reads, { counter }: AtCounter): Promise<CallSeries> {
  const id = counter.hallId;
  return (await reads.get(callSeries, id)) ?? { id, rev: 0, callSeq: 0 };
}

/** Calls of one hall are numbered one after the other: of two at once, one is made anew. */
function writeCallSeries(current: CallSeries, callSeq: number): Write {
  const next = { id: current.id, callSeq };
  return put(callSeries, current, next);
}

/** What a first call and a recall record alike. */
function recordOf(
  { counter, desk }: AtCounter,
  ticket: Pick<QueueTicket, "id" | "label">,
  callSeq: number,
): Omit<CallRecord, "rev" | "by" | "kind" | "choice"> {
  return {
    id: `${counter.hallId}/${callSeq}`,
    hallId: counter.hallId,
    callSeq,
    at: desk.at,
    ticketId: ticket.id,
    label: ticket.label,
    counterId: counter.id,
    counterNumber: counter.number,
    staffName: desk.staff.name,
  };
}
