import { isOffLine, lineOf, queuedCalls, type QueuedCall } from "@warmline/shared/acd/model.ts";
import type { Deps } from "../../../platform/deps.ts";
import { job } from "../../../platform/jobs/job.ts";
import { accountOf } from "../account.ts";
import { reachOf } from "../reach.ts";
import type { CarrierClient } from "../rest.ts";
import { tellOver } from "../ring-back/over.ts";
import { waitingDoor } from "../waiting.ts";
import { stepsTo } from "./plan.ts";
import type { Conference, ConferenceClient } from "./rest.ts";

interface Order {
  readonly callId: string;
}

/**
 * Makes those talk who should, at the carrier, as the queued call stands by then: whatever was
 * asked for meanwhile is part of it, and done twice it finds it done.
 */
export const settleJob = job<Order>({
  name: "twilio.settle-conference",
  deadlineMs: 60_000,
  atOnce: 8,
  async run(deps, { callId }, run) {
    const carrier = await carrierOf(deps);
    let settled: number | undefined;
    // Others settle it at the same time: a step of ours that came late would undo theirs, so it
    // is settled again until the call stands as it stood before.
    for (;;) {
      const call = await deps.store.get(queuedCalls, callId);
      if (call === null || call.rev === settled) return;
      const conference = await carrier.conferences.of(callId);
      // Who is there may be there by a later state of the call, by which alone they are judged.
      const now = await deps.store.get(queuedCalls, callId);
      if (now?.rev !== call.rev) continue;
      await settle(carrier, call, conference, run.signal);
      await tellOver(deps, call);
      settled = call.rev;
    }
  },
});

interface AtCarrier {
  readonly client: CarrierClient;
  readonly conferences: ConferenceClient;
}

async function carrierOf({ config }: Deps): Promise<AtCarrier> {
  const account = accountOf(config);
  const reach = reachOf(config);
  if (account === null || reach === null) throw new Error("the carrier cannot be reached");
  const [{ carrierClient }, { conferenceClient }] = await Promise.all([
    import("../rest.ts"),
    import("./rest.ts"),
  ]);
  return {
    client: carrierClient(account, reach),
    conferences: conferenceClient(account, reach),
  };
}

async function settle(
  { client, conferences }: AtCarrier,
  call: QueuedCall,
  conference: Conference | null,
  signal: AbortSignal,
): Promise<void> {
  const rung = call.state !== "dialling" && isOffLine(call) ? call.ringBack?.lineId : undefined;
  if (rung !== undefined) await client.end(rung);
  for (const step of stepsTo(call, conference?.parties ?? [])) {
    signal.throwIfAborted();
    if (step.does === "bring") {
      const lineId = lineOf(call) ?? call.id;
      const callId = lineId === call.id ? null : call.id;
      await client.redirect(lineId, waitingDoor({ look: 0, rev: call.rev, callId }));
    } else if (conference !== null) {
      const { id } = conference;
      if (step.does === "end") await conferences.end(id);
      else if (step.does === "remove") await conferences.remove(id, step.lineId);
      else await conferences.set(id, step.lineId, step.to);
    }
  }
}

/** What has to be settled: a queued call as it stands at a revision, or somebody who joined. */
export async function orderSettling(deps: Deps, callId: string, since: string): Promise<void> {
  await deps.jobs.enqueue(settleJob, { key: `${callId}/${since}`, payload: { callId } });
}
