import type { Result } from "@warmline/shared/kernel/result.ts";
import { finishTicket } from "@warmline/shared/hall/queue-ticket.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import type { CounterAnswer } from "./at-counter.ts";
import { freed, moveTicketInHand, type InHandCode } from "./ticket-in-hand.ts";

/** Service is done; see undo-finish.ts for its inverse. */
export function finish(
  deps: Deps,
  caller: Caller,
  counterId: string,
  reason?: string,
): Promise<Result<CounterAnswer, InHandCode>> {
  const how = { command: "hall.finish", reason };
  return moveTicketInHand(deps, caller, counterId, how, finishTicket, (counter, { id }) => ({
    ...freed(counter),
    lastTicketId: id,
  }));
}
