import type { Result } from "@warmline/shared/kernel/result.ts";
import { finishTurn } from "@warmline/shared/hall/turn.ts";
import type { Caller } from "../platform/act.ts";
import type { Deps } from "../platform/deps.ts";
import type { CounterAnswer } from "./at-counter.ts";
import { freed, moveTurnInHand, type InHandCode } from "./turn-in-hand.ts";

/** Service is done; see undo-finish.ts for its inverse. */
export function finish(
  deps: Deps,
  caller: Caller,
  counterId: string,
  reason?: string,
): Promise<Result<CounterAnswer, InHandCode>> {
  const how = { command: "hall.finish", reason };
  return moveTurnInHand(deps, caller, counterId, how, finishTurn, (counter, { id }) => ({
    ...freed(counter),
    lastTurnId: id,
  }));
}
