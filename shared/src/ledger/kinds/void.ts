import { ok, type Result } from "../../kernel/result.ts";
import type { Position } from "../position.ts";
import type { Brought } from "./brought.ts";
import { entryKind, type EntryOf, type Posting } from "./kind.ts";
import type { UndoInput } from "./reversal.ts";
import { checkUndo, foldUndo, refuseUndo, undo, undoLines, type UndoCode } from "./undo.ts";

/** 作废: takes back a payment that was taken by mistake, while its day and till are still open. */
export interface VoidDetail extends Brought {
  readonly kind: "void";
  readonly of: "payment";
}

/**
 * Of a whole stream's position. Refusals, in this order: `not-a-payment`, then as of `refuseUndo`.
 */
function decide(
  position: Position,
  { undone, reason }: UndoInput,
): Result<Posting<VoidDetail>, UndoCode | "not-a-payment"> {
  if (undone.detail.kind !== "payment") return { ok: false, code: "not-a-payment" };
  const refusal = refuseUndo(position, undone, reason);
  if (refusal !== null) return refusal;
  const facts = undo(position, undone);
  return ok({
    reverses: undone.id,
    lines: undoLines(facts),
    detail: { kind: "void", of: "payment", ...facts.brought },
  });
}

export const voided = entryKind({
  decide,
  lines: undoLines,
  fold: (position, { lines, detail }: EntryOf<VoidDetail>) =>
    foldUndo(position, lines, detail.of, detail),
  check: checkUndo,
  explain: ({ detail: { of } }, format) =>
    format("entry.reverses", { kind: format(`ledger.kind.${of}`) }),
  reversible: false,
});
