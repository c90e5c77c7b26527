import { ok, refuse, type Refusal, type Result } from "@warmline/shared/kernel/result.ts";
import type { Desk, TurnCode } from "@warmline/shared/hall/turn.ts";
import type { Counter, Turn } from "@warmline/shared/hall/types.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import type { Caller } from "../platform/act.ts";
import type { Deps } from "../platform/deps.ts";
import {
  atCounter,
  type AtCounter,
  type CounterAnswer,
  type CounterCode,
  type CounterCommand,
} from "./at-counter.ts";

export type InHandCode = CounterCode | TurnCode | "no-turn-in-hand" | "turn-of-another-day";

/**
 * Commands that move the turn in hand on, and nothing else; `after` says how the counter is left.
 * Whoever sits there decides, or the hall manager, who says why: a clerk who had to go leaves
 * nobody stuck.
 */
export async function moveTurnInHand(
  deps: Deps,
  caller: Caller,
  counterId: string,
  { command, reason }: Pick<CounterCommand, "command" | "reason">,
  rule: (turn: Turn, desk: Desk) => Result<Body<Turn>, TurnCode>,
  after: (counter: Body<Counter>, turn: Turn) => Body<Counter>,
): Promise<Result<CounterAnswer, InHandCode>> {
  const how = { command, who: "deputy", reason } as const;
  return atCounter<InHandCode>(deps, caller, counterId, how, async (at) => {
    if (at.turn === null) return withoutTurn(at);
    const next = rule(at.turn, at.desk);
    if (!next.ok) return refuse(next.code, { label: at.turn.label });
    return ok({
      counter: after(at.counter, at.turn),
      turn: { current: at.turn, next: next.value },
    });
  });
}

export function withoutTurn({
  leftOver,
}: AtCounter): Refusal<"no-turn-in-hand" | "turn-of-another-day"> {
  return leftOver === null
    ? refuse("no-turn-in-hand")
    : refuse("turn-of-another-day", { label: leftOver.label });
}

/** The counter with free hands. */
export function freed({ turnId: _, ...counter }: Body<Counter>): Body<Counter> {
  return counter;
}
