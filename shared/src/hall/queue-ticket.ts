import { assert } from "../kernel/assert.ts";
import { ok, refuse, type Result } from "../kernel/result.ts";
import { addDays, latest, startOfDay, type Instant } from "../kernel/time.ts";
import type { Body } from "../store/collection.ts";
import type { Counter, HallService, QueueTicket, TicketPeriod, TicketState } from "./model.ts";

/** Who acts on a ticket at which counter, and when. */
export interface Desk {
  readonly counter: Pick<Counter, "id" | "number">;
  readonly staff: { readonly id: string; readonly name: string };
  readonly at: Instant;
}

const SEQUENCE_MAX = 999;

/** `A032`; null when the day's series is used up. */
export function labelOf(series: string, sequence: number): string | null {
  return sequence > SEQUENCE_MAX ? null : `${series}${String(sequence).padStart(3, "0")}`;
}

/** waiting → called. Refusal: `ticket-not-waiting`. */
export function callTicket(
  ticket: QueueTicket,
  desk: Desk,
  callSeq: number,
  choice: NonNullable<QueueTicket["choice"]>,
): Result<Body<QueueTicket>, "ticket-not-waiting"> {
  if (ticket.state !== "waiting") return refuse("ticket-not-waiting");
  const { reservedCounterId: _, ...rest } = ticket;
  return ok({
    ...rest,
    ...enter(ticket, "called", desk),
    calledAt: desk.at,
    calls: ticket.calls + 1,
    callSeq,
    choice,
  });
}

/** 重呼: called once more, at the same counter. Refusal: `ticket-not-called`. */
export function recallTicket(
  ticket: QueueTicket,
  at: Instant,
  callSeq: number,
): Result<Body<QueueTicket>, "ticket-not-called"> {
  if (ticket.state !== "called") return refuse("ticket-not-called");
  return ok({ ...ticket, calledAt: at, calls: ticket.calls + 1, callSeq });
}

/** called → serving: the person has come. Refusal: `ticket-not-called`. */
export function serveTicket(
  ticket: QueueTicket,
  desk: Desk,
): Result<Body<QueueTicket>, "ticket-not-called"> {
  if (ticket.state !== "called") return refuse("ticket-not-called");
  return ok({ ...ticket, ...enter(ticket, "serving", desk) });
}

/**
 * called | serving → finished. When nobody pressed "serve", the person is taken to have come at
 * once, so the time since the call counts as service. Refusal: `ticket-not-in-hand`.
 */
export function finishTicket(
  ticket: QueueTicket,
  desk: Desk,
): Result<Body<QueueTicket>, "ticket-not-in-hand"> {
  if (!inHand(ticket)) return refuse("ticket-not-in-hand");
  const periods = ticket.state === "called" ? asServing(ticket.periods) : ticket.periods;
  return ok({ ...ticket, ...enter({ ...ticket, periods }, "finished", desk) });
}

/**
 * finished → serving, at the same counter: the inverse of finish. Refusal: `ticket-not-in-hand`.
 */
export function unfinishTicket(
  ticket: QueueTicket,
  desk: Desk,
): Result<Body<QueueTicket>, "ticket-not-in-hand"> {
  if (ticket.state !== "finished") return refuse("ticket-not-in-hand");
  return ok({ ...ticket, ...enter(ticket, "serving", desk) });
}

/** 过号: called → no-show. Refusal: `ticket-not-called`. */
export function missTicket(
  ticket: QueueTicket,
  desk: Desk,
): Result<Body<QueueTicket>, "ticket-not-called"> {
  if (ticket.state !== "called") return refuse("ticket-not-called");
  return ok({ ...ticket, ...enter(ticket, "no-show", desk) });
}

/**
 * 过号重排: no-show → waiting, the inverse of the no-show. At the end of the line, or with the old
 * place kept when the no-show was the counter's mistake. Refusal: `ticket-not-missed`.
 */
export function reinsertTicket(
  ticket: QueueTicket,
  at: Instant,
  place: "end" | "kept",
): Result<Body<QueueTicket>, "ticket-not-missed"> {
  if (ticket.state !== "no-show") return refuse("ticket-not-missed");
  const waitingSince = place === "end" ? at : ticket.waitingSince;
  return ok({ ...wait(ticket, ticket.serviceId, at), waitingSince });
}

/**
 * 作废: waiting → voided, for a number that nobody holds; `unvoidTicket` is its inverse. Who did it
 * is in the audit stamp: no counter worked on it. Refusal: `ticket-not-waiting`.
 */
export function voidTicket(
  ticket: QueueTicket,
  at: Instant,
): Result<Body<QueueTicket>, "ticket-not-waiting"> {
  if (ticket.state !== "waiting") return refuse("ticket-not-waiting");
  const period: TicketPeriod = { state: "voided", serviceId: ticket.serviceId, from: at };
  return ok({ ...ticket, state: "voided", periods: [...ended(ticket.periods, at), period] });
}

/** 恢复: voided → waiting, in its old place. Refusal: `ticket-not-voided`. */
export function unvoidTicket(
  ticket: QueueTicket,
  at: Instant,
): Result<Body<QueueTicket>, "ticket-not-voided"> {
  if (ticket.state !== "voided") return refuse("ticket-not-voided");
  const { reservedCounterId } = ticket;
  const waiting = wait(ticket, ticket.serviceId, at);
  return ok(reservedCounterId === undefined ? waiting : { ...waiting, reservedCounterId });
}

/** What is left over from an earlier day ends without counting for any time. */
export function abandonTicket(ticket: QueueTicket): Body<QueueTicket> {
  assert(inHand(ticket), `${ticket.id} is in hand`);
  const end = startOfDay(addDays(ticket.day, 1));
  const state: TicketState = ticket.state === "called" ? "no-show" : "finished";
  const periods = ticket.periods.map((period) =>
    period.to === undefined
      ? { ...period, to: latest(end, period.from), abandoned: true as const }
      : period,
  );
  return { ...ticket, state, periods };
}

export function inHand(
  ticket: Pick<QueueTicket, "state">,
): ticket is QueueTicket & { state: "called" | "serving" } {
  return ticket.state === "called" || ticket.state === "serving";
}

/** Back in the queue: for a service, from `at` on, without counter. */
export function wait(
  ticket: QueueTicket,
  serviceId: HallService["id"],
  at: Instant,
): Omit<Body<QueueTicket>, "rev"> {
  const {
    counterId: _,
    counterNumber: __,
    calledAt: ___,
    reservedCounterId: ____,
    ...rest
  } = ticket;
  const periods: TicketPeriod[] = [
    ...ended(ticket.periods, at),
    { state: "waiting", serviceId, from: at },
  ];
  return { ...rest, serviceId, state: "waiting", periods };
}

/** The change of state at a desk, with the period that it ends and the one that it begins. */
export function enter(
  ticket: Pick<QueueTicket, "periods" | "serviceId">,
  state: TicketState,
  desk: Desk,
): Pick<QueueTicket, "state" | "periods" | "counterId" | "counterNumber"> {
  const { counter, staff, at } = desk;
  const period: TicketPeriod = {
    state,
    serviceId: ticket.serviceId,
    from: at,
    counterId: counter.id,
    staffId: staff.id,
    staffName: staff.name,
  };
  return {
    state,
    periods: [...ended(ticket.periods, at), period],
    counterId: counter.id,
    counterNumber: counter.number,
  };
}

function ended(periods: readonly TicketPeriod[], at: Instant): TicketPeriod[] {
  return periods.map((period) => (period.to === undefined ? { ...period, to: at } : period));
}

function asServing(periods: readonly TicketPeriod[]): TicketPeriod[] {
  return periods.map((period) =>
    period.to === undefined ? { ...period, state: "serving" } : period,
  );
}
