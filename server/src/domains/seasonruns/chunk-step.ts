import { totalFen } from "@warmline/shared/kernel/money.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import {
  chunkId,
  runChunks,
  seasonRuns,
  type ChunkRow,
  type ChunkState,
  type RunChunk,
  type SeasonRun,
  type WorkingState,
} from "@warmline/shared/seasonruns/model.ts";
import { replace, type Write } from "@warmline/shared/store/write.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";

/** Which chunk of which run. */
export interface ChunkInput {
  readonly runId: string;
  /** 1, 2, 3 … */
  readonly number: number;
}

/** A chunk of a run that is at work. */
export interface ChunkInHand {
  readonly run: SeasonRun;
  readonly of: RunChunk;
}

/** Refusals, in this order: `not-found`, `run-not-working` (it is at something else, or paused). */
export async function readChunk(
  reads: Reads,
  { runId, number }: ChunkInput,
  state: WorkingState,
): Promise<Result<ChunkInHand, "not-found" | "run-not-working">> {
  const [run, of] = await Promise.all([
    reads.get(seasonRuns, runId),
    reads.get(runChunks, chunkId(runId, number)),
  ]);
  if (run === null || of === null) return refuse("not-found");
  return isAt(run, state) ? ok({ run, of }) : refuse("run-not-working");
}

export function isAt({ state, paused }: SeasonRun, wanted: WorkingState): boolean {
  return state === wanted && paused === undefined;
}

/** A household of a chunk as the step leaves it, with what it writes. */
export interface RowDone {
  readonly row: ChunkRow;
  readonly writes: readonly Write[];
}

/** The chunk as it is after a step, and how many of its households have an entry by it. */
export function chunkDone(
  of: RunChunk,
  state: ChunkState,
  done: readonly RowDone[],
  entry: "entryId" | "undoneBy",
): { readonly count: number; readonly writes: readonly Write[] } {
  const rows = done.map(({ row }) => row);
  const posted = rows.filter((row) => row[entry] !== undefined);
  const count = posted.length;
  const amountFen = totalFen(posted.map((row) => row.amountFen));
  const next = { ...of, state, count, amountFen, rows };
  return { count, writes: [replace(runChunks, of, next), ...done.flatMap(({ writes }) => writes)] };
}
