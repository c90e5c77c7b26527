import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate, type CityDate } from "@warmline/shared/kernel/time.ts";
import type { Counter } from "@warmline/shared/hall/types.ts";
import type { Caller } from "../platform/act.ts";
import type { Deps } from "../platform/deps.ts";
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
  return atCounter<Code>(deps, caller, counterId, how, async ({ counter, today, desk, turn }) => {
    const me = caller.actor.id;
    if (counter.active === false) return refuse("counter-inactive");
    if (occupied(counter, today) && counter.staffId !== me) {
      return refuse("counter-taken", { name: counter.staffName ?? "" });
    }
    const others = await countersOf(deps, counter.hallId);
    const elsewhere = others.find(
      (one) => one.id !== counter.id && one.staffId === me && occupied(one, today),
    );
    if (elsewhere) return refuse("staff-elsewhere", { number: elsewhere.number });
    if (counter.state === "open" && occupied(counter, today)) return ok(null);
    const { turnId: _, lastTurnId, ...rest } = counter;
    const resumed = occupied(counter, today);
    // The hall's series is written too, so that one person opening two counters at once loses one.
    const series = await readCallSeries(deps, counter.hallId);
    return ok({
      counter: {
        ...rest,
        ...(turn ? { turnId: turn.id } : {}),
        ...(resumed && lastTurnId !== undefined ? { lastTurnId } : {}),
        state: "open",
        staffId: me,
        staffName: caller.actor.name,
        openedAt: resumed ? (counter.openedAt ?? desk.at) : desk.at,
        priorityRun: resumed ? counter.priorityRun : 0,
      },
      more: [writeCallSeries(series, series.callSeq)],
    });
  });
}

/** Somebody sat down there today and has not left. */
function occupied(counter: Counter, today: CityDate): boolean {
  if (counter.state === "closed" || counter.openedAt === undefined) return false;
  return cityDate(counter.openedAt) === today;
}
