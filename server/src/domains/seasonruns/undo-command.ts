import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import { runExceptions, type ChunkRow } from "@warmline/shared/seasonruns/model.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { command, type Decision, type Moment } from "../../platform/commands/command.ts";
import { readUndoChunk, undoCharge, type UndoChunk } from "../ledger/index.ts";
import {
  chunkDone,
  readChunk,
  type ChunkInHand,
  type ChunkInput,
  type RowDone,
} from "./chunk-step.ts";
import { exceptionOf } from "./exception.ts";

interface Undoing extends ChunkInHand {
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
  async load(reads, input: ChunkInput, moment): Promise<Result<Undoing, UndoCode>> {
    const found = await readChunk(reads, input, "undoing");
    if (!found.ok) return found;
    const charged = found.value.of.rows.flatMap(({ entryId }) => entryId ?? []);
    const charges = await readUndoChunk(reads, charged, moment);
    return charges.ok ? ok({ ...found.value, charges: charges.value }) : charges;
  },
  decide(state, _, moment): Result<Decision<UndoneChunk>, UndoCode> {
    const { run, of } = state;
    if (of.state !== "charged") return ok({ value: { undone: null }, writes: [], subjects: [] });
    const done = of.rows.map((row) => undoRow(state, row, moment));
    const { count: undone, writes } = chunkDone(of, "undone", done, "undoneBy");
    return ok({
      value: { undone },
      writes,
      subjects: [`seasonRuns/${run.id}`, `seasons/${run.season}`],
      reason: run.undone?.reason,
    });
  },
});

function undoRow({ run, charges }: Undoing, row: ChunkRow, moment: Moment): RowDone {
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
