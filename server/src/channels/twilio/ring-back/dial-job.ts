import { queuedCalls, type QueuedCall } from "@warmline/shared/acd/model.ts";
import { RING_OUT_SECONDS } from "@warmline/shared/acd/ring-back.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import { ringBackHook } from "@warmline/shared/twilio/api.ts";
import { giveUpDialling, noteDialled } from "../../../domains/acd/index.ts";
import { runCommand } from "../../../platform/commands/run-command.ts";
import type { Deps } from "../../../platform/deps.ts";
import { job } from "../../../platform/jobs/job.ts";
import { diallingOf } from "../dialler.ts";
import { RING_BACK } from "./caller.ts";
import { queryOf, type OfRingBack } from "./door.ts";

/**
 * Rings whoever is to be rung back, once an agent has the call in hand. Begun again it first looks
 * whether the carrier heard it before, as nobody is to be rung twice.
 */
export const dialJob = job<OfRingBack["ringBack"]>({
  name: "twilio.ring-back",
  deadlineMs: 60_000,
  atOnce: 8,
  async run(deps, { callId, attempt }, run) {
    const call = await deps.store.get(queuedCalls, callId);
    if (call === null || !isDialled(call, attempt)) return;
    const { phone: to } = call.ringBack!;
    const heardSince = run.number === 1 ? null : (call.since ?? call.enteredAt);
    const lineId = await ring(deps, { callId, attempt }, to, heardSince);
    const input = { callId, attempt };
    if (lineId === null) await runCommand(deps, RING_BACK, giveUpDialling, input);
    else await runCommand(deps, RING_BACK, noteDialled, { ...input, lineId });
  },
});

function isDialled({ state, ringBack }: QueuedCall, attempt: number): boolean {
  return state === "dialling" && ringBack?.attempts === attempt && ringBack.lineId === undefined;
}

/** The line that rings them. Null: the carrier cannot ring that number. */
async function ring(
  deps: Deps,
  of: OfRingBack["ringBack"],
  to: string,
  heardSince: Instant | null,
): Promise<string | null> {
  const dialling = await diallingOf(deps);
  if (dialling === null) throw new Error("the carrier cannot be reached");
  const { client, from } = dialling;
  const [before] = heardSince === null ? [] : await client.placedSince({ from, to }, heardSince);
  if (before !== undefined) return before.id;
  const query = queryOf(of);
  const door = ringBackHook.path + query;
  const ringSeconds = RING_OUT_SECONDS;
  const placed = await client.place({ from, to, door, ringSeconds, statusQuery: query });
  return placed.ok ? placed.value.id : null;
}

/** Once for each time that they are to be rung. */
export async function orderDialling(deps: Deps, call: QueuedCall): Promise<void> {
  const { id: callId, ringBack } = call;
  const attempt = ringBack?.attempts ?? 0;
  if (!isDialled(call, attempt)) return;
  await deps.jobs.enqueue(dialJob, { key: `${callId}/${attempt}`, payload: { callId, attempt } });
}
