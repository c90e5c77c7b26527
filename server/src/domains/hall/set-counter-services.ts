import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { hallServices, type Counter } from "@warmline/shared/hall/model.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { atCounter, type CounterCode } from "./at-counter.ts";

type Code = CounterCode | "service-unknown";

/** Which services a counter serves from now on; who sits there or the hall manager decides. */
export async function setCounterServices(
  deps: Deps,
  caller: Caller,
  counterId: string,
  serviceIds: readonly string[],
): Promise<Result<Omit<Counter, "by">, Code>> {
  const how = { command: "hall.set-services", who: "manager" } as const;
  const done = await atCounter<Code>(deps, caller, counterId, how, async ({ counter }) => {
    const wanted = [...new Set(serviceIds)];
    if (!(await servicesOfHall(deps, counter.hallId, wanted))) return refuse("service-unknown");
    return ok({ counter: { ...counter, serviceIds: wanted } });
  });
  return done.ok ? ok(done.value.counter) : done;
}

/** Whether all of `serviceIds` are services of the hall. */
export async function servicesOfHall(
  { store }: Pick<Deps, "store">,
  hallId: string,
  serviceIds: readonly string[],
): Promise<boolean> {
  const found = await store.getMany(hallServices, serviceIds);
  return found.length === serviceIds.length && found.every((one) => one.hallId === hallId);
}
