import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { atCounter, type CounterAnswer, type CounterCode } from "./at-counter.ts";
import { readCallSeries, writeCallSeries } from "./call-series.ts";
import { countersOf } from "./hall.ts";

type Code = CounterCode | "counter-inactive" | "counter-taken" | "staff-elsewhere";

/**
 * Sit down at a counter, or end its pause. A person sits at one counter; a counter has one person.
 * Who forgot to leave yesterday keeps nothing occupied today.
 */
export async function openCounter(
  deps: Deps,
  caller: Caller,
  counterId: string,
): Promise<Result<CounterAnswer, Code>> {
  const how = { command: "hall.open", who: "anyone" } as const;
  return atCounter<Code>(deps, caller, counterId, how, async ({ counter, desk }) => {
    const me = caller.actor.id;
    if (counter.active === false) return refuse("counter-inactive");
    if (counter.state !== "closed" && counter.staffId !== me) {
      return refuse("counter-taken", { name: counter.staffName ?? "" });
    }
    const others = await countersOf(deps, counter.hallId);
    const elsewhere = others.find((one) => one.id !== counter.id && one.staffId === me);
    if (elsewhere) return refuse("staff-elsewhere", { number: elsewhere.number });
    if (counter.state === "open") return ok(null);
    // The hall's series is written too, so that one person opening two counters at once loses one.
    const series = await readCallSeries(deps, counter.hallId);
    return ok({
      counter: {
        ...counter,
        state: "open",
        staffId: me,
        staffName: caller.actor.name,
        openedAt: counter.openedAt ?? desk.at,
      },
      more: [writeCallSeries(series, series.callSeq)],
    });
  });
}
