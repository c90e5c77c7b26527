import type { UndoCode } from "./kinds/undo.ts";

/** Of what reverses an entry, in the order in which they are looked for. */
export const entryUndoRefusals = [
  "not-reversible",
  "already-reversed",
  "reason-missing",
  "balance-moved",
  "money-refunded",
  "relief-stands",
  "write-off-stands",
  "write-off-paid",
  "settlement-stands",
  "late-fee-stands",
] as const satisfies readonly UndoCode[];
