export {
  aheadOf,
  endWrites,
  enqueueWrites,
  isServed,
  loadQueued,
  type CallWithAgent,
} from "./queue-commands.ts";
