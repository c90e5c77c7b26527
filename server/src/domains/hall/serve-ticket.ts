import type { Result } from "@warmline/shared/kernel/result.ts";
import * as rule from "@warmline/shared/hall/queue-ticket.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import type { CounterAnswer } from "./at-counter.ts";
import { moveTicketInHand, type InHandCode } from "./ticket-in-hand.ts";

/** The person called has come. */
export function serveTicket(
  deps: Deps,
  caller: Caller,
  counterId: string,
): Promise<Result<CounterAnswer, InHandCode>> {
  const how = { command: "hall.serve" };
  return moveTicketInHand(deps, caller, counterId, how, rule.serveTicket, (counter) => counter);
}
