import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { counters, type Counter } from "@warmline/shared/hall/model.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { commitAudited } from "../../platform/audit/commit-audited.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { hallFor } from "./hall.ts";
import { servicesOfHall } from "./set-counter-services.ts";

export async function createCounter(
  deps: Deps,
  caller: Caller,
  input: { hallId: string; number: number; serviceIds: readonly string[] },
): Promise<
  Result<
    Omit<Counter, "by">,
    "out-of-scope" | "not-found" | "service-unknown" | "counter-number-taken"
  >
> {
  const { hallId, number } = input;
  const hall = await hallFor(deps, caller, hallId);
  if (!hall.ok) return hall;
  const serviceIds = [...new Set(input.serviceIds)];
  if (!(await servicesOfHall(deps, hallId, serviceIds))) return refuse("service-unknown");
  const id = deps.ids.next();
  const counter = { id, hallId, number, serviceIds, state: "closed", priorityRun: 0 } as const;
  const act = { command: "hall.create-counter", subjects: [`counters/${id}`] };
  const committed = await commitAudited(deps, caller, act, [insert(counters, counter)]);
  return committed.ok ? ok({ ...counter, rev: 1 }) : refuse("counter-number-taken", { number });
}
