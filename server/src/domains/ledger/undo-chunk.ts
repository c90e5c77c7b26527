import { mapOk, type Result } from "@warmline/shared/kernel/result.ts";
import { entries, isReversible, KINDS } from "@warmline/shared/ledger/entry.ts";
import type { UndoCode } from "@warmline/shared/ledger/kinds/undo.ts";
import type { Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { readBooks } from "./books.ts";
import { enter, stampOf, type Entered } from "./posting.ts";
import { loadPart, type UndoingPart } from "./undo-commands.ts";

/** Charges to be undone in one commit, with what tells their links; by entry. */
export type UndoChunk = ReadonlyMap<string, UndoingPart>;

/** In the books of whoever undoes them, today. Refusal: `day-closed`. */
export async function readUndoChunk(
  reads: Reads,
  entryIds: readonly string[],
  moment: Moment,
): Promise<Result<UndoChunk, "day-closed">> {
  const charged = await reads.getMany(entries, entryIds);
  const parts = (await Promise.all(charged.map((entry) => loadPart(reads, entry)))).flatMap(
    (part) => part ?? [],
  );
  const open = await readBooks(
    reads,
    moment,
    parts.map(({ account }) => account),
  );
  return mapOk(
    open,
    (books) => new Map(parts.map((part) => [part.entry.id, { ...part, books }] as const)),
  );
}

/** 冲正 of one of them, as of any charge. Refusals as of `refuseUndo`. */
export function undoCharge(
  part: UndoingPart,
  moment: Pick<Moment, "at" | "nextId">,
  { reason, requestId }: { readonly reason: string; readonly requestId?: string | undefined },
): Result<Entered, UndoCode> {
  const { entry, position, reversedBy } = part;
  const undone = { ...entry, reversible: isReversible(entry), reversedBy };
  return mapOk(KINDS.reversal.decide(position, { undone, reason }), (posting) => {
    const stamp = stampOf(part, moment.nextId(), moment);
    return enter(part, posting, requestId === undefined ? stamp : { ...stamp, requestId });
  });
}
