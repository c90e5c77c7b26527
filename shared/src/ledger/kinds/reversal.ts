import { ok, type Result } from "../../kernel/result.ts";
import type { Position } from "../position.ts";
import { entryKind, type EntryOf, type Posting } from "./kind.ts";
import type { Brought } from "./brought.ts";
import {
  checkUndo,
  foldUndo,
  refuseUndo,
  undo,
  undoLines,
  type ReversibleKind,
  type Undoable,
  type UndoCode,
} from "./undo.ts";

/** 冲正: answers an entry, at any later time, in whatever order entries are reversed. */
export interface ReversalDetail extends Brought {
  readonly kind: "reversal";
  readonly of: ReversibleKind;
}

export interface UndoInput {
  readonly undone: Undoable;
  readonly reason: string;
}

/** Of a whole stream's position. Refusals as of `refuseUndo`. */
function decide(
  position: Position,
  { undone, reason }: UndoInput,
): Result<Posting<ReversalDetail>, UndoCode> {
  const refusal = refuseUndo(position, undone, reason);
  if (refusal !== null) return refusal;
  const facts = undo(position, undone);
  const of = undone.detail.kind as ReversibleKind;
  return ok({
    reverses: undone.id,
    ...(undone.refundId === undefined ? {} : { refundId: undone.refundId }),
    lines: undoLines(facts),
    detail: { kind: "reversal", of, ...facts.brought },
  });
}

export const reversal = entryKind({
  decide,
  lines: undoLines,
  fold: (position, { lines, detail }: EntryOf<ReversalDetail>) =>
    foldUndo(position, lines, detail.of, detail),
  check: checkUndo,
  explain: ({ detail: { of } }, format) =>
    format("entry.reverses", { kind: format(`ledger.kind.${of}`) }),
  reversible: false,
});
