import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { closedCounter } from "@warmline/shared/hall/counter.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { atCounter, type CounterAnswer, type CounterCode } from "./at-counter.ts";

type Code = CounterCode | "ticket-in-hand";

/** Leave the counter; the hall manager may close one that its clerk forgot. */
export async function closeCounter(
  deps: Deps,
  caller: Caller,
  counterId: string,
): Promise<Result<CounterAnswer, Code>> {
  const how = { command: "hall.close", who: "manager" } as const;
  return atCounter<Code>(deps, caller, counterId, how, async ({ counter, ticket }) => {
    if (counter.state === "closed") return ok(null);
    if (ticket) return refuse("ticket-in-hand", { label: ticket.label });
    return ok({ counter: closedCounter(counter) });
  });
}
