import { ok, refuse, type Result } from "../kernel/result.ts";
import type { Instant } from "../kernel/time.ts";
import type { Body } from "../store/collection.ts";
import { enter, inHand, wait, type Desk } from "./queue-ticket.ts";
import type { Counter, QueueTicket } from "./model.ts";

export interface Destination {
  readonly serviceId: string;
  /** Only this counter may then call it. */
  readonly counter?: Pick<Counter, "id">;
}

/**
 * 转移: called | serving → waiting for another service or counter. The person has waited already, so
 * the place in the line is kept (`waitingSince`). Refusals, in this order: `ticket-not-in-hand`,
 * `transfer-to-itself`.
 */
export function transferTicket(
  ticket: QueueTicket,
  to: Destination,
  at: Instant,
): Result<Body<QueueTicket>, "ticket-not-in-hand" | "transfer-to-itself"> {
  if (!inHand(ticket) || ticket.counterId === undefined) return refuse("ticket-not-in-hand");
  const same = to.counter ? to.counter.id === ticket.counterId : to.serviceId === ticket.serviceId;
  if (same) return refuse("transfer-to-itself");
  const transfer = {
    at,
    fromCounterId: ticket.counterId,
    fromServiceId: ticket.serviceId,
    fromState: ticket.state,
    toServiceId: to.serviceId,
    ...(to.counter ? { toCounterId: to.counter.id } : {}),
  };
  return ok({
    ...wait(ticket, to.serviceId, at),
    ...(to.counter ? { reservedCounterId: to.counter.id } : {}),
    transfers: [...ticket.transfers, transfer],
  });
}

/**
 * The inverse: as long as nobody has called it, the counter that sent a ticket away takes it back
 * in hand, in the state and for the service that it had. Refusals, in this order:
 * `ticket-not-waiting`, `not-transferred-from-here`.
 */
export function takeBackTicket(
  ticket: QueueTicket,
  desk: Desk,
): Result<Body<QueueTicket>, "ticket-not-waiting" | "not-transferred-from-here"> {
  if (ticket.state !== "waiting") return refuse("ticket-not-waiting");
  const last = ticket.transfers.at(-1);
  const sent = last !== undefined && ticket.periods.at(-1)?.from === last.at;
  if (!sent || last.fromCounterId !== desk.counter.id) return refuse("not-transferred-from-here");
  const { reservedCounterId: _, ...rest } = ticket;
  const serviceId = last.fromServiceId;
  return ok({
    ...rest,
    ...enter({ ...ticket, serviceId }, last.fromState, desk),
    serviceId,
    calledAt: desk.at,
    transfers: ticket.transfers.slice(0, -1),
  });
}
