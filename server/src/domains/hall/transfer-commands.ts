import { counterOn } from "@warmline/shared/hall/counter.ts";
import {
  counters,
  hallServices,
  queueTickets,
  type Counter,
  type HallService,
  type QueueTicket,
} from "@warmline/shared/hall/model.ts";
import {
  takeBackTicket,
  transferTicket,
  type Destination,
} from "@warmline/shared/hall/transfer.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { loadPhone, toCounterWrites } from "../acd/index.ts";
import { counterCommand, type AtCounter, type CounterInput } from "./counter-command.ts";
import { freed, withoutTicket } from "./ticket-commands.ts";

type TransferInput = CounterInput &
  ({ readonly serviceId: string } | { readonly counterId: string });

/**
 * 转移: the ticket in hand waits for another service or one counter, and keeps its place. Also by the
 * hall manager, when its staff is gone. Own refusals: `no-ticket-in-hand`, `ticket-of-another-day`,
 * `service-unknown`, `service-inactive`, `counter-unknown`, `counter-not-open`,
 * `ticket-not-in-hand`, `transfer-to-itself`.
 */
export const transfer = counterCommand({
  name: "hall.transfer",
  who: "or-manager-with-reason",
  // Guarded: nobody is sent to a counter that closes, or for a service that ends, at that moment.
  load: async (reads, _: AtCounter, to: TransferInput) => ({
    service: "serviceId" in to ? await reads.get(hallServices, to.serviceId) : null,
    other: "counterId" in to ? await reads.get(counters, to.counterId) : null,
  }),
  decide(at, input) {
    const { counter, ticket, desk } = at;
    if (ticket === null) return withoutTicket(at);
    const to = "serviceId" in input ? toService(at) : toCounter(at, ticket);
    if (!to.ok) return to;
    const next = transferTicket(ticket, to.value, desk.at);
    if (!next.ok) return next;
    return ok({ counter: freed(counter), ticket: { current: ticket, next: next.value } });
  },
});

function toService({
  counter,
  service,
}: AtCounter & { readonly service: HallService | null }): Result<
  Destination,
  "service-unknown" | "service-inactive"
> {
  if (service?.hallId !== counter.hallId) return refuse("service-unknown");
  return service.active ? ok({ serviceId: service.id }) : refuse("service-inactive");
}

function toCounter(
  { counter, other, today }: AtCounter & { readonly other: Counter | null },
  { serviceId }: QueueTicket,
): Result<Destination, "counter-unknown" | "counter-not-open"> {
  if (other?.hallId !== counter.hallId) return refuse("counter-unknown");
  if (counterOn(today, other).state !== "open") return refuse("counter-not-open");
  return ok({ serviceId, counter: other });
}

interface UndoTransfer extends CounterInput {
  readonly ticketId: string;
}

/**
 * The inverse of transfer, while nobody has called the ticket and this counter has none in hand.
 * Own refusals: `ticket-in-hand`, `ticket-unknown`, `ticket-of-another-day`, `ticket-not-waiting`,
 * `not-transferred-from-here`, `on-the-phone`.
 */
export const undoTransfer = counterCommand({
  name: "hall.undo-transfer",
  who: "own-staff",
  load: async (reads, { desk }: AtCounter, { ticketId }: UndoTransfer) => ({
    sent: await reads.get(queueTickets, ticketId),
    phone: await loadPhone(reads, desk.staff.id),
  }),
  decide({ counter, ticket, sent, today, desk, phone }) {
    if (ticket) return refuse("ticket-in-hand", { label: ticket.label });
    if (sent?.hallId !== counter.hallId) return refuse("ticket-unknown");
    if (sent.day !== today) return refuse("ticket-of-another-day", { label: sent.label });
    const next = takeBackTicket(sent, desk);
    if (!next.ok) return next;
    const offThePhone = toCounterWrites(phone, desk.at);
    if (!offThePhone.ok) return offThePhone;
    return ok({
      counter: { ...counter, ticketId: sent.id },
      ticket: { current: sent, next: next.value },
      also: offThePhone.value,
    });
  },
});
