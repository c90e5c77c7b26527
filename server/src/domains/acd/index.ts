export { makeStaffing } from "./staffing.ts";
export { forgetNotes, loadQueuedOf } from "./notes.ts";
export { loadClosing } from "./closing-commands.ts";
export {
  aheadOf,
  endWrites,
  enqueueWrites,
  isServed,
  loadQueued,
  type CallWithAgent,
} from "./queue-commands.ts";
