import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { takeBackTicket } from "@warmline/shared/hall/transfer.ts";
import { queueTickets } from "@warmline/shared/hall/model.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { atCounter, type CounterAnswer, type CounterCode } from "./at-counter.ts";

type Code =
  | CounterCode
  | "ticket-in-hand"
  | "ticket-unknown"
  | "ticket-of-another-day"
  | "ticket-not-waiting"
  | "not-transferred-from-here";

/**
 * The inverse of transfer, while nobody has called the ticket and this counter's hands are free.
 */
export async function undoTransfer(
  deps: Deps,
  caller: Caller,
  counterId: string,
  ticketId: string,
): Promise<Result<CounterAnswer, Code>> {
  const how = { command: "hall.undo-transfer", who: "clerk" } as const;
  return atCounter<Code>(deps, caller, counterId, how, async ({ counter, ticket, today, desk }) => {
    if (ticket) return refuse("ticket-in-hand", { label: ticket.label });
    const current = await deps.store.get(queueTickets, ticketId);
    if (current?.hallId !== counter.hallId) return refuse("ticket-unknown");
    if (current.day !== today) return refuse("ticket-of-another-day", { label: current.label });
    const next = takeBackTicket(current, desk);
    if (!next.ok) return next;
    return ok({ counter: { ...counter, ticketId }, ticket: { current, next: next.value } });
  });
}
