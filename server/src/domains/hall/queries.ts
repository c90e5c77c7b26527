import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { addDays, cityDate, daysInclusive, type CityDate } from "@warmline/shared/kernel/time.ts";
import { assert } from "@warmline/shared/kernel/assert.ts";
import { counterOn } from "@warmline/shared/hall/counter.ts";
import { hallStatistics, type HallStatistics } from "@warmline/shared/hall/statistics.ts";
import {
  callRecords,
  counters,
  queueTickets,
  TICKET_STATES,
  type CallRecord,
  type Counter,
  type HallService,
  type QueueTicket,
} from "@warmline/shared/hall/model.ts";
import { formatMessage, type Language } from "@warmline/shared/messages/index.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import type { AfterCommand } from "./counter-command.ts";
import { countersOf, hallFor, plainRow, servicesOf, ticketsIn } from "./hall.ts";

/** What is answered after a command at a counter. */
interface CounterNow {
  readonly counter: Omit<Counter, "by">;
  readonly ticket: Omit<QueueTicket, "by"> | null;
}

/** Counter and ticket as they stand today, after a command that named them. */
export async function counterNow(
  { store, clock }: Pick<Deps, "store" | "clock">,
  { counter, ticket }: AfterCommand,
): Promise<CounterNow> {
  const [current, moved] = await Promise.all([
    store.get(counters, counter.id),
    ticket === null ? null : store.get(queueTickets, ticket.id),
  ]);
  assert(current !== null, "a counter is never deleted");
  const today = counterOn(cityDate(clock.now()), current);
  return { counter: plainRow(today), ticket: moved && plainRow(moved) };
}

/** A ticket after a command that named it. Refusal: `ticket-unknown`. */
export async function ticketNow(
  { store }: Pick<Deps, "store">,
  id: string,
): Promise<Result<Omit<QueueTicket, "by">, "ticket-unknown">> {
  const ticket = await store.get(queueTickets, id);
  return ticket === null ? refuse("ticket-unknown") : ok(plainRow(ticket));
}

type HallCode = "out-of-scope" | "not-found";

const SPAN_DAYS_MAX = 31;

/** All services of a hall. Refusals, in this order: `out-of-scope`, `not-found`. */
export async function listServices(
  deps: Deps,
  caller: Caller,
  hallId: string,
): Promise<Result<Omit<HallService, "by">[], HallCode>> {
  const hall = await hallFor(deps, caller, hallId);
  if (!hall.ok) return hall;
  return ok((await servicesOf(deps.store, hallId)).map(plainRow));
}

/** A hall's counters as they stand today. Refusals, in this order: `out-of-scope`, `not-found`. */
export async function listCounters(
  deps: Deps,
  caller: Caller,
  hallId: string,
): Promise<Result<Omit<Counter, "by">[], HallCode>> {
  const hall = await hallFor(deps, caller, hallId);
  if (!hall.ok) return hall;
  return ok((await countersOf(deps.store, hallId, cityDate(deps.clock.now()))).map(plainRow));
}

/** A hall's queue tickets of one day. Refusals, in this order: `out-of-scope`, `not-found`. */
export async function listTickets(
  deps: Deps,
  caller: Caller,
  hallId: string,
  { day, state }: { day?: CityDate | undefined; state?: QueueTicket["state"] | undefined },
): Promise<Result<Omit<QueueTicket, "by">[], HallCode>> {
  const hall = await hallFor(deps, caller, hallId);
  if (!hall.ok) return hall;
  const date = day ?? cityDate(deps.clock.now());
  return ok((await ticketsIn(deps.store, hallId, date, state ?? TICKET_STATES)).map(plainRow));
}

export type ExplainedCall = CallRecord & { readonly explanation: string };

/**
 * Calls, newest first; each says why it was this number and no other. Refusals, in this order:
 * `out-of-scope`, `not-found`.
 */
export async function listCalls(
  deps: Deps,
  caller: Caller,
  hallId: string,
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<Result<ExplainedCall[], HallCode>> {
  const hall = await hallFor(deps, caller, hallId);
  if (!hall.ok) return hall;
  const calls = await deps.store.find(callRecords, {
    index: "byHall",
    where: { hallId },
    ...(before === undefined ? {} : { to: before }),
    order: "descending",
    limit,
  });
  return ok(calls.map((call) => ({ ...call, explanation: explain(call, caller.language) })));
}

/** 为什么叫这个号. */
function explain(call: CallRecord, language: Language): string {
  const { label, choice } = call;
  if (choice === undefined) return formatMessage(language, "hall.explained-recall", { label });
  const called = choice.candidates.find(({ ticketId }) => ticketId === call.ticketId);
  const minutes = Math.floor((call.at - (called?.waitingSince ?? call.at)) / 60_000);
  const priority = called?.priority ?? "normal";
  return formatMessage(language, `hall.explained-${choice.rule}`, {
    label,
    minutes,
    others: choice.waiting - 1,
    limit: choice.policy.waitMinutesMax,
    cap: choice.policy.priorityCallsMax,
    credit: choice.policy.creditMinutes[priority],
    priority: formatMessage(language, `hall.priority-${priority}`),
  });
}

/**
 * What the hall's tickets come to from day to day, at most a month. Refusals, in this order:
 * `out-of-scope`, `not-found`, `span-too-long`.
 */
export async function readStatistics(
  deps: Deps,
  caller: Caller,
  hallId: string,
  span: { from?: CityDate | undefined; to?: CityDate | undefined },
): Promise<Result<HallStatistics & { from: CityDate; to: CityDate }, HallCode | "span-too-long">> {
  const hall = await hallFor(deps, caller, hallId);
  if (!hall.ok) return hall;
  const to = span.to ?? cityDate(deps.clock.now());
  const from = span.from ?? to;
  const days = daysInclusive(from, to);
  if (days < 1 || days > SPAN_DAYS_MAX) return refuse("span-too-long", { days: SPAN_DAYS_MAX });
  const found: QueueTicket[][] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const where = { hallId, day };
    found.push(await findAll(deps, queueTickets, { index: "byDay", where }));
  }
  return ok({ from, to, ...hallStatistics(found.flat()) });
}
