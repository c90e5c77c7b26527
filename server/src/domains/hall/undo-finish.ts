import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { unfinishTicket, type TicketCode } from "@warmline/shared/hall/queue-ticket.ts";
import { queueTickets } from "@warmline/shared/hall/model.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { atCounter, type CounterAnswer, type CounterCode } from "./at-counter.ts";

type Code = CounterCode | TicketCode | "ticket-in-hand" | "nothing-to-undo";

/** The inverse of finish, at the same counter, until it calls somebody else. */
export async function undoFinish(
  deps: Deps,
  caller: Caller,
  counterId: string,
): Promise<Result<CounterAnswer, Code>> {
  const how = { command: "hall.undo-finish", who: "clerk" } as const;
  return atCounter<Code>(deps, caller, counterId, how, async ({ counter, ticket, today, desk }) => {
    if (ticket) return refuse("ticket-in-hand", { label: ticket.label });
    const { lastTicketId, ...rest } = counter;
    const last =
      lastTicketId === undefined ? null : await deps.store.get(queueTickets, lastTicketId);
    if (last === null || last.day !== today) return refuse("nothing-to-undo");
    const next = unfinishTicket(last, desk);
    if (!next.ok) return next;
    return ok({
      counter: { ...rest, ticketId: last.id },
      ticket: { current: last, next: next.value },
    });
  });
}
