import { setImmediate } from "node:timers/promises";
import {
  CARRY_CHUNK_MAX,
  carryChunks,
  carryForwards,
  type CarryForward,
} from "@warmline/shared/carryforwards/model.ts";
import { isReckoning } from "@warmline/shared/carryforwards/rules.ts";
import { households, type Household } from "@warmline/shared/households/model.ts";
import type { Result } from "@warmline/shared/kernel/result.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import type { Deps } from "../../platform/deps.ts";
import { job } from "../../platform/jobs/job.ts";
import type { JobRun } from "../../platform/jobs/run.ts";
import { commitChunks } from "../../platform/stores/commit-chunks.ts";
import { findPages } from "../../platform/stores/find-pages.ts";
import { BY_ITSELF } from "./by-itself.ts";
import { carryChunk, type ChunkInput } from "./chunk-command.ts";
import { finishCarry, sumBranch } from "./finish-command.ts";
import type { Reckon } from "./reckon.ts";
import { threadsFor, withReckoners } from "./reckoners.ts";
import { sumChunks } from "./statement.ts";

/** Which carry-forward, as of which of its revisions: each resuming is a job. */
interface Order {
  readonly runId: string;
  readonly rev: number;
}

/** Chunk documents read at a time when one is carried on with. */
const PAGE = 100;

/**
 * 年度结转: reckons chunk by chunk what is not there yet, then adds up. It reads the ledger and writes
 * only documents of its own, so that counters feel nothing of it; it may end anywhere and be begun
 * again, and one that is paused stops after the chunks in hand.
 */
export const carryForwardJob = job<Order>({
  name: "carryforwards.carry-on",
  deadlineMs: 12 * 3_600_000,
  async run(deps, { runId, rev }, run) {
    // Before it is read: a run that was outdone may have ended it until then, and cannot after.
    const fence = await run.fence();
    const of = await deps.store.get(carryForwards, runId);
    if (of === null || of.rev !== rev || !isReckoning(of)) return;
    const caller = { ...BY_ITSELF, fence, signal: run.signal };
    const work = { deps, run, of, caller };
    const through = await withReckoners(deps, threadsFor(of.reach), (reckon, atOnce) =>
      goThrough(work, reckon, atOnce),
    );
    if (through) await addUp(work);
  },
});

/** Wants a carry-forward carried on with; the same revision is one job, whoever asks for it. */
export async function orderCarrying(deps: Deps, carry: CarryForward): Promise<void> {
  if (!isReckoning(carry)) return;
  const { id: runId, rev } = carry;
  await deps.jobs.enqueue(carryForwardJob, { key: `${runId}/${rev}`, payload: { runId, rev } });
}

interface Work {
  readonly deps: Deps;
  readonly run: JobRun;
  readonly of: CarryForward;
  readonly caller: Caller;
}

interface Going {
  stopped: boolean;
  done: number;
}

/** False: somebody paused it. */
async function goThrough(work: Work, reckon: Reckon, atOnce: number): Promise<boolean> {
  const { deps, run, of, caller } = work;
  const going: Going = { stopped: false, done: 0 };
  const carry = carryChunk(reckon);
  await commitChunks({
    underWay: atOnce,
    chunks: chunksLeft(work, going),
    async commit(input) {
      if (!stillWorking(await runCommand(deps, caller, carry, input))) going.stopped = true;
      going.done += input.households.length;
      const reach = Math.max(going.done, of.reach);
      run.progress({ stage: "carry-forward", done: going.done, of: reach });
      return null;
    },
  });
  run.signal.throwIfAborted();
  return !going.stopped;
}

/** What lies between the chunks that are there, in the order of household numbers. */
async function* chunksLeft(work: Work, going: Going): AsyncGenerator<ChunkInput> {
  const { deps, of } = work;
  let after = "";
  const query = { index: "byFirst", where: { runId: of.id } };
  for await (const page of findPages(deps.store, carryChunks, query, PAGE)) {
    for (const { first, last, households: count } of page) {
      yield* householdsBetween(work, going, after, first);
      going.done += count;
      after = last;
    }
  }
  yield* householdsBetween(work, going, after, undefined);
}

/** Household numbers are digits: a blank comes before every one of them. */
async function* householdsBetween(
  { deps, run, of }: Work,
  going: Going,
  after: string,
  before: string | undefined,
): AsyncGenerator<ChunkInput> {
  const query = {
    index: "number",
    from: `${after} `,
    ...(before === undefined ? {} : { to: before }),
  };
  for await (const page of findPages(deps.store, households, query, CARRY_CHUNK_MAX)) {
    if (going.stopped || run.signal.aborted) return;
    // What waits at a counter comes between two chunks.
    await setImmediate();
    yield { runId: of.id, households: page.map(carryHousehold) };
  }
}

export function carryHousehold({ id, number, formerHolders, place, address }: Household) {
  const { branchId, stationId, buildingId } = place;
  const held = formerHolders === undefined ? {} : { formerHolders };
  return { id, number, ...held, branchId, stationId, buildingId, community: address.community };
}

async function addUp({ deps, of: { id }, caller }: Work): Promise<void> {
  const { buildings, ...sums } = await sumChunks(deps.store, id);
  for (const [branchId, own] of buildings) {
    const input = { id, branchId, buildings: own };
    if (!stillWorking(await runCommand(deps, caller, sumBranch, input))) return;
  }
  const statement = { ...sums, toPosition: await deps.store.head() };
  stillWorking(await runCommand(deps, caller, finishCarry, { id, statement }));
}

/** False: somebody paused it or gave it up; what else stands in the way fails the job. */
function stillWorking(result: Result<unknown, string>): boolean {
  if (!result.ok && result.code !== "carry-not-working") {
    throw new Error(`a carry-forward cannot be carried on: ${result.code}`);
  }
  return result.ok;
}
