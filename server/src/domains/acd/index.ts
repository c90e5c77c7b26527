export { loadPhone, toCounterWrites } from "./at-counter.ts";
export { makeQueueState } from "./queue-state.ts";
export { forgetNotes, loadQueuedOf } from "./notes.ts";
export { askedWrites, giveUpDialling, noteDialled, reachedWrites } from "./ring-back-commands.ts";
export { loadClosing } from "./closing-commands.ts";
export {
  aheadOf,
  endWrites,
  enqueueWrites,
  hungUpWrites,
  isServed,
  loadQueued,
  loadQueuedOfLine,
  type CallWithAgent,
  type EndedLine,
} from "./queue-commands.ts";
