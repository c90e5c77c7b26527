import { setTimeout } from "node:timers/promises";
import { ringableFrom } from "@warmline/shared/calls/hours.ts";
import { dunningRuns, isWorking, type DunningRun } from "@warmline/shared/dunningruns/model.ts";
import type { Result } from "@warmline/shared/kernel/result.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import type { Deps } from "../../platform/deps.ts";
import { job } from "../../platform/jobs/job.ts";
import type { JobRun } from "../../platform/jobs/run.ts";
import { BY_ITSELF } from "./by-itself.ts";
import { finishRun } from "./finish-command.ts";
import { PREVIEW_CHUNK, previewChunk } from "./preview-command.ts";
import { queueChunk, SEND_CHUNK } from "./queue-command.ts";

/** Which run, and the how manieth time that there is work for it. */
interface Order {
  readonly runId: string;
  readonly turn: number;
}

/**
 * Between two chunks: 240 messages a minute at most, so that case numbers and notices of outages
 * find the carrier free, and so that a pause is felt at once.
 */
const PACE_MS = 5_000;

/**
 * 短信催缴: carries on with what a run is at, chunk by chunk. Each chunk is a commit of its own which
 * says in its messages that it was done: a run may end anywhere and be begun again.
 */
export const dunningRunJob = job<Order>({
  name: "dunningruns.carry-on",
  deadlineMs: 12 * 3_600_000,
  async run(deps, order, run) {
    // Before it is read: a run that was outdone may have ended it until then, and cannot after.
    const fence = await run.fence();
    const of = await deps.store.get(dunningRuns, order.runId);
    if (of === null || of.turn !== order.turn || !isWorking(of.state) || of.paused) return;
    const caller = { ...BY_ITSELF, fence, signal: run.signal };
    const work = { deps, run, of, caller };
    const through = of.state === "previewing" ? await preview(work) : await send(work);
    if (through) stillWorking(await runCommand(deps, caller, finishRun(deps), { id: of.id }));
  },
});

/** Wants a run carried on with; the same turn is one job, whoever asks for it. */
export async function orderCarryingOn(deps: Deps, { id, turn, state, paused }: DunningRun) {
  if (!isWorking(state) || paused) return;
  await deps.jobs.enqueue(dunningRunJob, { key: keyOf(id, turn), payload: { runId: id, turn } });
}

export function keyOf(runId: string, turn: number): string {
  return `${runId}/${turn}`;
}

interface Work {
  readonly deps: Deps;
  readonly run: JobRun;
  readonly of: DunningRun;
  readonly caller: Caller;
}

/** One after the other, as each begins where the one before ended. False: somebody paused it. */
async function preview({ deps, run, of, caller }: Work): Promise<boolean> {
  let done = of.looked.accounts;
  for (;;) {
    run.signal.throwIfAborted();
    const looked = await runCommand(deps, caller, previewChunk(deps.config), { id: of.id });
    if (!stillWorking(looked)) return false;
    done += looked.value.seen;
    run.progress({ stage: "dunning-preview", done, of: Math.max(done, of.looked.of) });
    if (looked.value.seen < PREVIEW_CHUNK) return true;
  }
}

/** False: somebody paused or ended it, or it waits for the morning. */
async function send({ deps, run, of, caller }: Work): Promise<boolean> {
  const { messages = 0 } = of.preview ?? {};
  for (let done = 0; ;) {
    run.signal.throwIfAborted();
    if (await waitsForMorning(deps, of)) return false;
    const queued = await runCommand(deps, caller, queueChunk(deps.config), { id: of.id });
    if (!stillWorking(queued)) return false;
    done += queued.value.seen;
    run.progress({ stage: "dunning-send", done, of: Math.max(done, messages) });
    if (queued.value.seen < SEND_CHUNK) return true;
    await setTimeout(PACE_MS, undefined, { signal: run.signal });
  }
}

/** 免打扰: what is queued by night could be neither paused nor stopped until it goes out. */
async function waitsForMorning(deps: Deps, { id, turn }: DunningRun): Promise<boolean> {
  const now = deps.clock.now();
  const at = ringableFrom(now);
  if (at === now) return false;
  const key = `${keyOf(id, turn)}/${at}`;
  await deps.jobs.enqueue(dunningRunJob, { key, payload: { runId: id, turn }, at });
  return true;
}

/** False: somebody paused it or took it further; what else stands in the way fails the job. */
function stillWorking<T>(result: Result<T, string>): result is { readonly ok: true; value: T } {
  if (!result.ok && result.code !== "messages-not-under-way") {
    throw new Error(`a run of messages cannot be carried on: ${result.code}`);
  }
  return result.ok;
}
