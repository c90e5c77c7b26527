import { ok, refuse, type Refusal, type Result } from "@warmline/shared/kernel/result.ts";
import type { Desk, TicketCode } from "@warmline/shared/hall/queue-ticket.ts";
import type { Counter, QueueTicket } from "@warmline/shared/hall/model.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import {
  atCounter,
  type AtCounter,
  type CounterAnswer,
  type CounterCode,
  type CounterCommand,
} from "./at-counter.ts";

export type InHandCode = CounterCode | TicketCode | "no-turn-in-hand" | "ticket-of-another-day";

/**
 * Commands that move the ticket in hand on, and nothing else; `after` says how the counter is left.
 * Whoever sits there decides, or the hall manager, who says why: a clerk who had to go leaves
 * nobody stuck.
 */
export async function moveTicketInHand(
  deps: Deps,
  caller: Caller,
  counterId: string,
  { command, reason }: Pick<CounterCommand, "command" | "reason">,
  rule: (ticket: QueueTicket, desk: Desk) => Result<Body<QueueTicket>, TicketCode>,
  after: (counter: Body<Counter>, ticket: QueueTicket) => Body<Counter>,
): Promise<Result<CounterAnswer, InHandCode>> {
  const how = { command, who: "deputy", reason } as const;
  return atCounter<InHandCode>(deps, caller, counterId, how, async (at) => {
    if (at.ticket === null) return withoutTicket(at);
    const next = rule(at.ticket, at.desk);
    if (!next.ok) return refuse(next.code, { label: at.ticket.label });
    return ok({
      counter: after(at.counter, at.ticket),
      ticket: { current: at.ticket, next: next.value },
    });
  });
}

export function withoutTicket({
  leftOver,
}: AtCounter): Refusal<"no-turn-in-hand" | "ticket-of-another-day"> {
  return leftOver === null
    ? refuse("no-turn-in-hand")
    : refuse("ticket-of-another-day", { label: leftOver.label });
}

/** The counter with free hands. */
export function freed({ ticketId: _, ...counter }: Body<Counter>): Body<Counter> {
  return counter;
}
