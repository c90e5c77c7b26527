import { assert } from "@warmline/shared/kernel/assert.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import {
  CALL_POLICY,
  callingCounters,
  candidateOf,
  chooseNext,
  mayCall,
  runAfter,
} from "@warmline/shared/hall/choose.ts";
import { callTurn, type TurnCode } from "@warmline/shared/hall/turn.ts";
import { callRecords, type CallRecord, type Turn } from "@warmline/shared/hall/types.ts";
import { insert } from "@warmline/shared/store/write.ts";
import type { Caller } from "../platform/act.ts";
import type { Deps } from "../platform/deps.ts";
import { atCounter, type AtCounter, type CounterAnswer, type CounterCode } from "./at-counter.ts";
import { readCallSeries, writeCallSeries } from "./call-series.ts";
import { countersOf, turnsIn } from "./hall.ts";

type Code = CounterCode | TurnCode | "turn-in-hand" | "nobody-waiting";

/** Beyond this many a call's record keeps only those who waited longest. */
const CANDIDATES_MAX = 500;
/** On the turn itself, for a glance: the first few who also waited. */
const LABELS_MAX = 10;

/**
 * 叫下一位: turn, counter, the hall's call number and the call's record in one commit, so that two
 * counters can never call the same turn and every call can be explained.
 */
export async function callNext(
  deps: Deps,
  caller: Caller,
  counterId: string,
): Promise<Result<CounterAnswer, Code>> {
  const how = { command: "hall.call-next", who: "clerk" } as const;
  return atCounter<Code>(deps, caller, counterId, how, async (at) => {
    const { counter, desk } = at;
    if (counter.state !== "open") return refuse("counter-not-open");
    if (at.turn) return refuse("turn-in-hand", { label: at.turn.label });
    const waiting = await callable(deps, at);
    const candidates = waiting.map(candidateOf).slice(0, CANDIDATES_MAX);
    const choice = chooseNext(candidates, counter.priorityRun, desk.at);
    if (choice === null) return refuse("nobody-waiting");
    const current = waiting.find(({ id }) => id === choice.turnId);
    assert(current, "the choice is among the candidates");
    const series = await readCallSeries(deps, counter.hallId);
    const callSeq = series.callSeq + 1;
    const labels = candidates.slice(0, LABELS_MAX).map(({ label }) => label);
    const called = callTurn(current, desk, callSeq, { rule: choice.rule, candidates: labels });
    if (!called.ok) return called;
    const { lastTurnId: _, ...rest } = counter;
    const record = insert(callRecords, {
      ...recordOf(at, current, callSeq),
      kind: "next",
      choice: {
        rule: choice.rule,
        policy: CALL_POLICY,
        priorityRun: counter.priorityRun,
        candidates,
        waiting: waiting.length,
      },
    });
    const run = runAfter(counter.priorityRun, current.priority);
    return ok({
      counter: { ...rest, turnId: current.id, priorityRun: run },
      turn: { current, next: called.value },
      more: [writeCallSeries(series, callSeq), record],
    });
  });
}

/** Who waits today and may be called from here, in the order of waiting. */
async function callable(deps: Deps, { counter, today }: AtCounter): Promise<Turn[]> {
  const [waiting, all] = await Promise.all([
    turnsIn(deps, counter.hallId, today, "waiting"),
    countersOf(deps, counter.hallId),
  ]);
  const calling = callingCounters(all);
  return waiting.filter((turn) => mayCall(counter, turn, calling));
}

/** What a first call and a recall record alike. */
export function recordOf(
  { counter, desk }: AtCounter,
  turn: Pick<Turn, "id" | "label">,
  callSeq: number,
): Omit<CallRecord, "rev" | "by" | "kind" | "choice"> {
  return {
    id: `${counter.hallId}/${callSeq}`,
    hallId: counter.hallId,
    callSeq,
    at: desk.at,
    turnId: turn.id,
    label: turn.label,
    counterId: counter.id,
    counterNumber: counter.number,
    staffName: desk.staff.name,
  };
}
