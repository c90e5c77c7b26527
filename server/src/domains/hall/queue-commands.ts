import { queueTickets, type QueueTicket } from "@warmline/shared/hall/model.ts";
import { reinsertTicket, unvoidTicket, voidTicket } from "@warmline/shared/hall/queue-ticket.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate, type Instant } from "@warmline/shared/kernel/time.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { command, type Command } from "../../platform/commands/command.ts";

/** Names the ticket, for the audit record; the endpoint reads the rest. */
type AfterTicket = Pick<QueueTicket, "id" | "rev">;

interface OnTicket {
  readonly id: string;
  /** Goes into the audit record. */
  readonly reason?: string | undefined;
}

/**
 * Moves a ticket of today on by a rule, from any place in the hall and without a counter. Refusals,
 * in this order: `ticket-unknown`, `out-of-scope`, `ticket-of-another-day`, then the rule's.
 */
function queueCommand<I extends OnTicket, C extends string>({
  name,
  rule,
}: {
  readonly name: string;
  readonly rule: (ticket: QueueTicket, at: Instant, input: I) => Result<Body<QueueTicket>, C>;
}): Command<I, QueueTicket, AfterTicket, "ticket-unknown" | "ticket-of-another-day" | C> {
  return command({
    name,
    async load(
      reads,
      { id }: I,
    ): Promise<Result<QueueTicket, "ticket-unknown" | "ticket-of-another-day" | C>> {
      const ticket = await reads.get(queueTickets, id);
      return ticket === null ? refuse("ticket-unknown") : ok(ticket);
    },
    scope: ({ hallId }) => ({ hallId }),
    decide(ticket, input, { at }) {
      const { day, label } = ticket;
      if (day !== cityDate(at)) return refuse("ticket-of-another-day", { label });
      const next = rule(ticket, at, input);
      if (!next.ok) return next;
      return ok({
        value: { id: ticket.id, rev: ticket.rev + 1 },
        writes: [replace(queueTickets, ticket, next.value)],
        subjects: [`${queueTickets.name}/${ticket.id}`],
        reason: input.reason,
      });
    },
  });
}

interface Reinsert extends OnTicket {
  /** Behind everybody, or where the ticket was when the no-show was the counter's mistake. */
  readonly place: "end" | "kept";
}

/** 过号重排, the inverse of the no-show. Refusal of the rule: `ticket-not-missed`. */
export const reinsert = queueCommand({
  name: "hall.re-insert",
  rule: (ticket, at, { place }: Reinsert) => reinsertTicket(ticket, at, place),
});

/**
 * 作废: a number that nobody holds, such as one whose slip was lost; `undoVoid` is its inverse. The
 * series keeps its place, so that numbers have no gaps. Refusal of the rule: `ticket-not-waiting`.
 */
export const voidNumber = queueCommand({ name: "hall.void", rule: voidTicket });

/** The number waits again, in its old place. Refusal of the rule: `ticket-not-voided`. */
export const undoVoid = queueCommand({ name: "hall.undo-void", rule: unvoidTicket });
