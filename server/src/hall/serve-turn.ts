import type { Result } from "@warmline/shared/kernel/result.ts";
import * as rule from "@warmline/shared/hall/turn.ts";
import type { Caller } from "../platform/act.ts";
import type { Deps } from "../platform/deps.ts";
import type { CounterAnswer } from "./at-counter.ts";
import { moveTurnInHand, type InHandCode } from "./turn-in-hand.ts";

/** The person called has come. */
export function serveTurn(
  deps: Deps,
  caller: Caller,
  counterId: string,
): Promise<Result<CounterAnswer, InHandCode>> {
  const how = { command: "hall.serve" };
  return moveTurnInHand(deps, caller, counterId, how, rule.serveTurn, (counter) => counter);
}
