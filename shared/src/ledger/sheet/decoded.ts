import type { SheetFault } from "./fault.ts";

/** The text of a file, or why it is not known what it says. */
export type Decoded =
  | { readonly text: string; readonly faults?: never }
  | { readonly text?: never; readonly faults: readonly SheetFault[] };
