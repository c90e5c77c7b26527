import type { Result } from "@warmline/shared/kernel/result.ts";
import { missTurn } from "@warmline/shared/hall/turn.ts";
import type { Caller } from "../platform/act.ts";
import type { Deps } from "../platform/deps.ts";
import type { CounterAnswer } from "./at-counter.ts";
import { freed, moveTurnInHand, type InHandCode } from "./turn-in-hand.ts";

/** 过号: nobody came; see re-insert.ts for its inverse. */
export function noShow(
  deps: Deps,
  caller: Caller,
  counterId: string,
  reason?: string,
): Promise<Result<CounterAnswer, InHandCode>> {
  const how = { command: "hall.no-show", reason };
  return moveTurnInHand(deps, caller, counterId, how, missTurn, freed);
}
