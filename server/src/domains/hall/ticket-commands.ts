import { queueTickets, type Counter, type QueueTicket } from "@warmline/shared/hall/model.ts";
import {
  finishTicket,
  missTicket,
  serveTicket as served,
  unfinishTicket,
  type Desk,
} from "@warmline/shared/hall/queue-ticket.ts";
import { ok, refuse, type Refusal, type Result } from "@warmline/shared/kernel/result.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { loadPhone, toCounterWrites } from "../acd/index.ts";
import { counterCommand, type AtCounter, type CounterChange } from "./counter-command.ts";

type NothingInHand = "no-ticket-in-hand" | "ticket-of-another-day";

/**
 * Moves the ticket in hand on by a rule, and nothing else; `after` says how the counter is left.
 * Who sits there decides, or the hall manager, who says why: staff who had to go leave nobody
 * stuck. Own refusals: `no-ticket-in-hand`, `ticket-of-another-day`, then the rule's.
 */
function ticketCommand<C extends string>(declared: {
  readonly name: string;
  readonly rule: (ticket: QueueTicket, desk: Desk) => Result<Body<QueueTicket>, C>;
  readonly after?: (counter: Counter, ticket: QueueTicket) => Body<Counter>;
}) {
  return counterCommand({
    name: declared.name,
    who: "or-manager-with-reason",
    decide(at): Result<CounterChange, NothingInHand | C> {
      const { counter, ticket, desk } = at;
      if (ticket === null) return withoutTicket(at);
      const next = declared.rule(ticket, desk);
      if (!next.ok) return refuse(next.code, { label: ticket.label });
      const after = declared.after?.(counter, ticket);
      return ok({
        ...(after === undefined ? {} : { counter: after }),
        ticket: { current: ticket, next: next.value },
      });
    },
  });
}

/** Why there is nothing in hand. Refusal: `no-ticket-in-hand`, or `ticket-of-another-day`. */
export function withoutTicket({ leftOver }: AtCounter): Refusal<NothingInHand> {
  return leftOver === null
    ? refuse("no-ticket-in-hand")
    : refuse("ticket-of-another-day", { label: leftOver.label });
}

/** The counter with nobody in hand. */
export function freed({ ticketId: _, ...counter }: Counter): Body<Counter> {
  return counter;
}

/** The person called has come. Refusal of the rule: `ticket-not-called`. */
export const serveTicket = ticketCommand({ name: "hall.serve", rule: served });

/** 过号: nobody came; `reinsert` is its inverse. Refusal of the rule: `ticket-not-called`. */
export const noShow = ticketCommand({ name: "hall.no-show", rule: missTicket, after: freed });

/** Service is done; `undoFinish` is its inverse. Refusal of the rule: `ticket-not-in-hand`. */
export const finish = ticketCommand({
  name: "hall.finish",
  rule: finishTicket,
  after: (counter, { id }) => ({ ...freed(counter), lastTicketId: id }),
});

/**
 * The inverse of finish, at the same counter, until it calls somebody else. Own refusals:
 * `ticket-in-hand`, `nothing-to-undo`, `ticket-not-in-hand`, `on-the-phone`.
 */
export const undoFinish = counterCommand({
  name: "hall.undo-finish",
  who: "own-staff",
  load: async (reads, { counter: { lastTicketId }, desk }) => ({
    last: lastTicketId === undefined ? null : await reads.get(queueTickets, lastTicketId),
    phone: await loadPhone(reads, desk.staff.id),
  }),
  decide({ counter, ticket, last, today, desk, phone }) {
    if (ticket) return refuse("ticket-in-hand", { label: ticket.label });
    if (last === null || last.day !== today) return refuse("nothing-to-undo");
    const next = unfinishTicket(last, desk);
    if (!next.ok) return next;
    const offThePhone = toCounterWrites(phone, desk.at);
    if (!offThePhone.ok) return offThePhone;
    const { lastTicketId: _, ...rest } = counter;
    return ok({
      counter: { ...rest, ticketId: last.id },
      ticket: { current: last, next: next.value },
      also: offThePhone.value,
    });
  },
});
