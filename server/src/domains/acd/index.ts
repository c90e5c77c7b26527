export { agentWrites } from "./bound-elsewhere.ts";
export { agentOf } from "./desk-command.ts";
export { distributeCommand } from "./distribute-command.ts";
export { watchQueue } from "./watch-queue.ts";
export { loadPhone, toCounterWrites } from "./at-counter.ts";
export { makeQueueState } from "./queue-state.ts";
export { forgetNotes, loadQueuedOf } from "./notes.ts";
export { askedWrites, giveUpDialling, noteDialled, reachedWrites } from "./ring-back-commands.ts";
export { loadClosing } from "./closing-commands.ts";
export {
  AT_THEIR_DESKS,
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
