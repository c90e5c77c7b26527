import type { carryforwards } from "./messages.en.ts";

/** What of the messages a carry-forward is told by, on paper and in a workbook. */
export type CarryMessage = keyof typeof carryforwards;
