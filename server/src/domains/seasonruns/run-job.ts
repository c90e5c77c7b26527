import { setImmediate } from "node:timers/promises";
import {
  isWorking,
  runChunks,
  seasonRuns,
  type ChunkState,
  type RunChunk,
  type SeasonRun,
} from "@warmline/shared/seasonruns/model.ts";
import type { Result } from "@warmline/shared/kernel/result.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import type { Deps } from "../../platform/deps.ts";
import { job } from "../../platform/jobs/job.ts";
import type { JobRun } from "../../platform/jobs/run.ts";
import { commitChunks } from "../../platform/stores/commit-chunks.ts";
import { findPages } from "../../platform/stores/find-pages.ts";
import { CHARGE_CHUNK_MAX } from "../ledger/index.ts";
import { BY_ITSELF } from "./by-itself.ts";
import { chargeChunk } from "./charge-command.ts";
import { finishStep } from "./finish-command.ts";
import type { ChunkInput } from "./chunk-step.ts";
import { previewChunk } from "./preview-command.ts";
import { pauseRun } from "./steer-commands.ts";
import { undoChunk } from "./undo-command.ts";

/** Which run, as of which of its revisions: each step of it, and each resuming, is a job. */
interface Order {
  readonly runId: string;
  readonly rev: number;
}

/** Chunk documents read ahead. */
const PAGE = 20;

/**
 * 批量出账: carries on with what a run is at, chunk by chunk. Each chunk is a commit of its own, which
 * holds the run's state against its commit and says in the chunk that it was done: a run may end
 * anywhere and be begun again, and one that is paused stops after the chunk in hand.
 */
export const seasonRunJob = job<Order>({
  name: "seasonruns.carry-on",
  deadlineMs: 12 * 3_600_000,
  async run(deps, { runId, rev }, run) {
    // Before it is read: a run that was outdone may have ended it until then, and cannot after.
    const fence = await run.fence();
    const of = await deps.store.get(seasonRuns, runId);
    if (of === null || of.rev !== rev || !isWorking(of.state) || of.paused !== undefined) return;
    const caller = { ...BY_ITSELF, fence, signal: run.signal };
    const work = { deps, run, of, caller };
    const through =
      of.state === "previewing" ? await preview(work) : await goThrough(work, of.state);
    if (through) stillWorking(await runCommand(deps, caller, finishStep(deps), { id: runId }));
  },
});

/** Wants a run carried on with; the same revision is one job, whoever asks for it. */
export async function orderCarryingOn(deps: Deps, { id, rev, state, paused }: SeasonRun) {
  if (!isWorking(state) || paused !== undefined) return;
  await deps.jobs.enqueue(seasonRunJob, { key: `${id}/${rev}`, payload: { runId: id, rev } });
}

interface Work {
  readonly deps: Deps;
  readonly run: JobRun;
  readonly of: SeasonRun;
  readonly caller: Caller;
}

/** One after the other, as each begins where the one before ended. False: somebody paused it. */
async function preview({ deps, run, of, caller }: Work): Promise<boolean> {
  const where = { runId: of.id };
  const newest = { index: "byNumber", where, order: "descending", limit: 1 } as const;
  const [last] = await deps.store.find(runChunks, newest);
  let number = (last?.number ?? 0) + 1;
  let seen = (number - 1) * CHARGE_CHUNK_MAX;
  for (;;) {
    run.signal.throwIfAborted();
    const input = { runId: of.id, number };
    const looked = await runCommand(deps, caller, previewChunk, input);
    if (!stillWorking(looked)) return false;
    seen += looked.value.seen;
    run.progress({ stage: "season-preview", done: seen, of: Math.max(seen, of.reach) });
    if (looked.value.seen < CHARGE_CHUNK_MAX) return true;
    number += 1;
  }
}

/** What each step does to which chunks. */
const STEPS: Readonly<Record<"running" | "undoing", Step>> = {
  running: {
    from: "previewed",
    stage: "season-charge",
    carryOut: (deps, caller, input) => runCommand(deps, caller, chargeChunk, input),
  },
  undoing: {
    from: "charged",
    stage: "season-undo",
    carryOut: (deps, caller, input) => runCommand(deps, caller, undoChunk, input),
  },
};

interface Step {
  readonly from: ChunkState;
  readonly stage: string;
  readonly carryOut: (
    deps: Deps,
    caller: Caller,
    input: ChunkInput,
  ) => Promise<Result<unknown, string>>;
}

/** Through all chunks that it was not done to. False: it was paused, or the day is closed. */
async function goThrough(work: Work, state: keyof typeof STEPS): Promise<boolean> {
  const { run, of } = work;
  const { stage } = STEPS[state];
  const going = { stopped: false, done: 0 };
  await commitChunks({
    chunks: chunksLeft(work, state, going),
    async commit({ number, seen }) {
      if (!(await doChunk(work, state, number))) going.stopped = true;
      going.done += seen;
      run.progress({ stage, done: going.done, of: Math.max(going.done, of.reach) });
      return null;
    },
  });
  run.signal.throwIfAborted();
  return !going.stopped;
}

/** One after another, none once it was stopped; what waits at a counter comes between them. */
async function* chunksLeft(
  { deps, run, of }: Work,
  state: keyof typeof STEPS,
  going: { stopped: boolean; done: number },
): AsyncGenerator<RunChunk> {
  const query = { index: "byNumber", where: { runId: of.id } };
  for await (const page of findPages(deps.store, runChunks, query, PAGE)) {
    for (const chunk of page) {
      if (going.stopped || run.signal.aborted) return;
      await setImmediate();
      if (chunk.state === STEPS[state].from) yield chunk;
      else going.done += chunk.seen;
    }
  }
}

async function doChunk(
  { deps, of, caller }: Work,
  state: keyof typeof STEPS,
  number: number,
): Promise<boolean> {
  const keyed = { ...caller, key: `${of.id}/${state}/${number}` };
  const result = await STEPS[state].carryOut(deps, keyed, { runId: of.id, number });
  if (!result.ok && result.code === "day-closed") {
    await runCommand(deps, caller, pauseRun, { id: of.id, why: "day-closed" });
    return false;
  }
  return stillWorking(result);
}

/** False: somebody paused it or took it further; what else stands in the way fails the job. */
function stillWorking<T>(result: Result<T, string>): result is { readonly ok: true; value: T } {
  if (!result.ok && result.code !== "run-not-working") {
    throw new Error(`a season run cannot be carried on: ${result.code}`);
  }
  return result.ok;
}
