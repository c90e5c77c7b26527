import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { recallTurn, type TurnCode } from "@warmline/shared/hall/turn.ts";
import { callRecords } from "@warmline/shared/hall/types.ts";
import { insert } from "@warmline/shared/store/write.ts";
import type { Caller } from "../platform/act.ts";
import type { Deps } from "../platform/deps.ts";
import { atCounter, type CounterAnswer, type CounterCode } from "./at-counter.ts";
import { recordOf } from "./call-next.ts";
import { readCallSeries, writeCallSeries } from "./call-series.ts";
import { withoutTurn } from "./turn-in-hand.ts";

type Code = CounterCode | TurnCode | "no-turn-in-hand" | "turn-of-another-day";

/** 重呼: the televisions call the number in hand once more. */
export async function recall(
  deps: Deps,
  caller: Caller,
  counterId: string,
): Promise<Result<CounterAnswer, Code>> {
  const how = { command: "hall.recall", who: "clerk" } as const;
  return atCounter<Code>(deps, caller, counterId, how, async (at) => {
    if (at.turn === null) return withoutTurn(at);
    const series = await readCallSeries(deps, at.counter.hallId);
    const callSeq = series.callSeq + 1;
    const next = recallTurn(at.turn, at.desk.at, callSeq);
    if (!next.ok) return refuse(next.code, { label: at.turn.label });
    return ok({
      counter: at.counter,
      turn: { current: at.turn, next: next.value },
      more: [
        writeCallSeries(series, callSeq),
        insert(callRecords, { ...recordOf(at, at.turn, callSeq), kind: "recall" }),
      ],
    });
  });
}
