import { assert } from "@warmline/shared/kernel/assert.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import {
  CALL_POLICY,
  callingCounters,
  candidateOf,
  chooseNext,
  mayCall,
  runAfter,
} from "@warmline/shared/hall/choose.ts";
import { callTicket, type TicketCode } from "@warmline/shared/hall/queue-ticket.ts";
import { callRecords, type CallRecord, type QueueTicket } from "@warmline/shared/hall/model.ts";
import { insert } from "@warmline/shared/store/write.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { atCounter, type AtCounter, type CounterAnswer, type CounterCode } from "./at-counter.ts";
import { readCallSeries, writeCallSeries } from "./call-series.ts";
import { countersOf, ticketsIn } from "./hall.ts";

type Code = CounterCode | TicketCode | "ticket-in-hand" | "nobody-waiting";

/** Beyond this many a call's record keeps only those who waited longest. */
const CANDIDATES_MAX = 500;
/** On the ticket itself, for a glance: the first few who also waited. */
const LABELS_MAX = 10;

/**
 * 叫下一位: ticket, counter, the hall's call number and the call's record in one commit, so that two
 * counters can never call the same ticket and every call can be explained.
 */
export async function callNext(
  deps: Deps,
  caller: Caller,
  counterId: string,
): Promise<Result<CounterAnswer, Code>> {
  const how = { command: "hall.call-next", who: "clerk" } as const;
  return atCounter<Code>(deps, caller, counterId, how, async (at) => {
    const { counter, desk } = at;
    if (counter.state !== "open") return refuse("counter-not-open");
    if (at.ticket) return refuse("ticket-in-hand", { label: at.ticket.label });
    const waiting = await callable(deps, at);
    const candidates = waiting.map(candidateOf).slice(0, CANDIDATES_MAX);
    const choice = chooseNext(candidates, counter.priorityRun, desk.at);
    if (choice === null) return refuse("nobody-waiting");
    const current = waiting.find(({ id }) => id === choice.ticketId);
    assert(current, "the choice is among the candidates");
    const series = await readCallSeries(deps, counter.hallId);
    const callSeq = series.callSeq + 1;
    const labels = candidates.slice(0, LABELS_MAX).map(({ label }) => label);
    const called = callTicket(current, desk, callSeq, { rule: choice.rule, candidates: labels });
    if (!called.ok) return called;
    const { lastTicketId: _, ...rest } = counter;
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
    const run = runAfter(counter.priorityRun, current.priority);
    return ok({
      counter: { ...rest, ticketId: current.id, priorityRun: run },
      ticket: { current, next: called.value },
      more: [writeCallSeries(series, callSeq), record],
    });
  });
}

/** Who waits today and may be called from here, in the order of waiting. */
async function callable(deps: Deps, { counter, today }: AtCounter): Promise<QueueTicket[]> {
  const [waiting, all] = await Promise.all([
    ticketsIn(deps, counter.hallId, today, "waiting"),
    countersOf(deps, counter.hallId),
  ]);
  const calling = callingCounters(all);
  return waiting.filter((ticket) => mayCall(counter, ticket, calling));
}

/** What a first call and a recall record alike. */
export function recordOf(
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
