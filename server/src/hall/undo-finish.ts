import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { unfinishTurn, type TurnCode } from "@warmline/shared/hall/turn.ts";
import { turns } from "@warmline/shared/hall/types.ts";
import type { Caller } from "../platform/act.ts";
import type { Deps } from "../platform/deps.ts";
import { atCounter, type CounterAnswer, type CounterCode } from "./at-counter.ts";

type Code = CounterCode | TurnCode | "turn-in-hand" | "nothing-to-undo";

/** The inverse of finish, at the same counter, until it calls somebody else. */
export async function undoFinish(
  deps: Deps,
  caller: Caller,
  counterId: string,
): Promise<Result<CounterAnswer, Code>> {
  const how = { command: "hall.undo-finish", who: "clerk" } as const;
  return atCounter<Code>(deps, caller, counterId, how, async ({ counter, turn, today, desk }) => {
    if (turn) return refuse("turn-in-hand", { label: turn.label });
    const { lastTurnId, ...rest } = counter;
    const last = lastTurnId === undefined ? null : await deps.store.get(turns, lastTurnId);
    if (last === null || last.day !== today) return refuse("nothing-to-undo");
    const next = unfinishTurn(last, desk);
    if (!next.ok) return next;
    return ok({
      counter: { ...rest, turnId: last.id },
      turn: { current: last, next: next.value },
    });
  });
}
