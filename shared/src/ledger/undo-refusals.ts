import type { UndoCode } from "./kinds/undo.ts";

/** What stands in the way of reversing an entry that can be and was not, in their order. */
export const undoBars = [
  "reason-missing",
  "balance-moved",
  "money-refunded",
  "relief-stands",
  "write-off-stands",
  "write-off-paid",
  "settlement-stands",
  "late-fee-stands",
] as const satisfies readonly UndoCode[];

/** Of what reverses an entry, in the order in which they are looked for. */
export const entryUndoRefusals = [
  "not-reversible",
  "already-reversed",
  ...undoBars,
] as const satisfies readonly UndoCode[];
