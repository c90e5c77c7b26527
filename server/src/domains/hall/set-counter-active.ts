import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Counter } from "@warmline/shared/hall/model.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { atCounter, type CounterCode } from "./at-counter.ts";

type Code = CounterCode | "counter-not-closed";

/** A closed counter goes out of use, or comes back into use. */
export async function setCounterActive(
  deps: Deps,
  caller: Caller,
  counterId: string,
  input: { readonly active: boolean; readonly reason?: string | undefined },
): Promise<Result<Omit<Counter, "by">, Code>> {
  const how = { command: "hall.set-counter-active", who: "manager" } as const;
  const done = await atCounter<Code>(deps, caller, counterId, how, async ({ counter }) => {
    if (counter.state !== "closed") return refuse("counter-not-closed");
    return ok({ counter: { ...counter, active: input.active }, reason: input.reason });
  });
  return done.ok ? ok(done.value.counter) : done;
}
