import { totalFen } from "@warmline/shared/kernel/money.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import {
  chunkId,
  runChunks,
  runExceptions,
  seasonRuns,
  type ChunkRow,
  type RunChunk,
  type SeasonRun,
} from "@warmline/shared/seasonruns/model.ts";
import { insert, replace, type Write } from "@warmline/shared/store/write.ts";
import { command, type Decision, type Moment } from "../../platform/commands/command.ts";
import { readUndoChunk, undoCharge, type UndoChunk } from "../ledger/index.ts";
import { exceptionOf, type ChunkInput } from "./preview-command.ts";

interface Undoing {
  readonly run: SeasonRun;
  readonly of: RunChunk;
  readonly charges: UndoChunk;
}

/** How many were taken back; null: there was nothing of the chunk to take back. */
type UndoneChunk = { readonly undone: number | null };
type UndoCode = "not-found" | "run-not-working" | "day-closed";

/**
 * 冲正一块: what a chunk charged, in one commit, in today's books. What was reversed already is
 * passed over; what cannot be reversed yet is an exception. Refusals, in this order: `not-found`,
 * `run-not-working`, `day-closed`.
 */
export const undoChunk = command({
  name: "seasonruns.undo-chunk",
  scope: "city",
  bulk: true,
  async load(reads, { runId, number }: ChunkInput, moment): Promise<Result<Undoing, UndoCode>> {
    const [run, of] = await Promise.all([
      reads.get(seasonRuns, runId),
      reads.get(runChunks, chunkId(runId, number)),
    ]);
    if (run === null || of === null) return refuse("not-found");
    if (run.state !== "undoing" || run.paused !== undefined) return refuse("run-not-working");
    const charged = of.rows.flatMap(({ entryId }) => entryId ?? []);
    const charges = await readUndoChunk(reads, charged, moment);
    return charges.ok ? ok({ run, of, charges: charges.value }) : charges;
  },
  decide(state, _, moment): Result<Decision<UndoneChunk>, UndoCode> {
    const { run, of } = state;
    if (of.state !== "charged") return ok({ value: { undone: null }, writes: [], subjects: [] });
    const done = of.rows.map((row) => undoRow(state, row, moment));
    const rows = done.map(({ row }) => row);
    const undone = rows.filter(({ undoneBy }) => undoneBy !== undefined);
    const next = {
      ...of,
      state: "undone" as const,
      count: undone.length,
      amountFen: totalFen(undone.map(({ amountFen }) => amountFen)),
      rows,
    };
    return ok({
      value: { undone: undone.length },
      writes: [replace(runChunks, of, next), ...done.flatMap(({ writes }) => writes)],
      subjects: [`seasonRuns/${run.id}`, `seasons/${run.season}`],
      reason: run.undone?.reason,
    });
  },
});

interface Done {
  readonly row: ChunkRow;
  readonly writes: readonly Write[];
}

function undoRow({ run, charges }: Undoing, row: ChunkRow, moment: Moment): Done {
  const part = charges.get(row.entryId ?? "");
  if (part === undefined) return { row, writes: [] };
  const { reason = "", requestId } = run.undone ?? {};
  const entered = undoCharge(part, moment, { reason, requestId });
  if (entered.ok) {
    const { entry, writes } = entered.value;
    return { row: { ...row, undoneBy: entry.id }, writes };
  }
  if (entered.code === "already-reversed") return { row, writes: [] };
  const exception = exceptionOf(run, part.household, entered, "undoing");
  return { row, writes: [insert(runExceptions, exception)] };
}
