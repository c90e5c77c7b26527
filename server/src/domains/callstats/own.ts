import { agents, queuedCalls } from "@warmline/shared/acd/model.ts";
import { runningAgentPeriod } from "@warmline/shared/acd/periods.ts";
import type { OwnAnswer } from "@warmline/shared/callstats/api.ts";
import { sharesOfAgent } from "@warmline/shared/callstats/fold.ts";
import { callSums } from "@warmline/shared/callstats/model.ts";
import { total } from "@warmline/shared/callstats/sums.ts";
import { cityDate } from "@warmline/shared/kernel/time.ts";
import type { Deps } from "../../platform/deps.ts";
import { progressOf } from "./reckon.ts";
import { addedUp, dayId } from "./sums-writes.ts";

/** 我的话务: the kept sums of one agent's day, with what they do at this moment; all read by id. */
export async function readOwn(
  { store, clock }: Pick<Deps, "store" | "clock">,
  agentId: string,
): Promise<OwnAnswer> {
  const at = clock.now();
  const id = dayId({ kind: "agent", key: agentId, day: cityDate(at) });
  const [progress, kept, agent] = await Promise.all([
    progressOf({ store }),
    store.get(callSums, id),
    store.get(agents, agentId),
  ]);
  const call = agent?.callId === undefined ? null : await store.get(queuedCalls, agent.callId);
  const running = runningAgentPeriod({ agent, call }, at);
  const added = running === null ? [] : addedUp(sharesOfAgent(running));
  const own = added.filter((one) => one.id === id).map(({ sums }) => sums);
  const counts = kept !== null && kept.reckoning === progress.reckoning;
  return { at, anew: progress.anew, sums: total([...(counts ? [kept.sums] : []), ...own]) };
}
