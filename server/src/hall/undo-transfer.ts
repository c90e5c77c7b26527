import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { takeBackTurn } from "@warmline/shared/hall/transfer.ts";
import { turns } from "@warmline/shared/hall/types.ts";
import type { Caller } from "../platform/act.ts";
import type { Deps } from "../platform/deps.ts";
import { atCounter, type CounterAnswer, type CounterCode } from "./at-counter.ts";

type Code =
  | CounterCode
  | "turn-in-hand"
  | "turn-unknown"
  | "turn-of-another-day"
  | "turn-not-waiting"
  | "not-transferred-from-here";

/** The inverse of transfer, while nobody has called the turn and this counter's hands are free. */
export async function undoTransfer(
  deps: Deps,
  caller: Caller,
  counterId: string,
  turnId: string,
): Promise<Result<CounterAnswer, Code>> {
  const how = { command: "hall.undo-transfer", who: "clerk" } as const;
  return atCounter<Code>(deps, caller, counterId, how, async ({ counter, turn, today, desk }) => {
    if (turn) return refuse("turn-in-hand", { label: turn.label });
    const current = await deps.store.get(turns, turnId);
    if (current?.hallId !== counter.hallId) return refuse("turn-unknown");
    if (current.day !== today) return refuse("turn-of-another-day", { label: current.label });
    const next = takeBackTurn(current, desk);
    if (!next.ok) return next;
    return ok({ counter: { ...counter, turnId }, turn: { current, next: next.value } });
  });
}
