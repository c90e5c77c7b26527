import type { Result } from "@warmline/shared/kernel/result.ts";
import { missTicket } from "@warmline/shared/hall/queue-ticket.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import type { CounterAnswer } from "./at-counter.ts";
import { freed, moveTicketInHand, type InHandCode } from "./ticket-in-hand.ts";

/** 过号: nobody came; see re-insert.ts for its inverse. */
export function noShow(
  deps: Deps,
  caller: Caller,
  counterId: string,
  reason?: string,
): Promise<Result<CounterAnswer, InHandCode>> {
  const how = { command: "hall.no-show", reason };
  return moveTicketInHand(deps, caller, counterId, how, missTicket, freed);
}
