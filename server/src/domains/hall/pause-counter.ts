import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { atCounter, type CounterAnswer, type CounterCode } from "./at-counter.ts";

/** No further calls; whoever is in hand is served to the end. Opening again ends the pause. */
export async function pauseCounter(
  deps: Deps,
  caller: Caller,
  counterId: string,
): Promise<Result<CounterAnswer, CounterCode>> {
  const how = { command: "hall.pause", who: "manager" } as const;
  return atCounter<CounterCode>(deps, caller, counterId, how, async ({ counter }) => {
    if (counter.state === "closed") return refuse("counter-not-open");
    if (counter.state === "paused") return ok(null);
    return ok({ counter: { ...counter, state: "paused" } });
  });
}
