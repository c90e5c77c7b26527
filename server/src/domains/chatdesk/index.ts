export { expireDeskChat } from "./queue-commands.ts";
export { loadDeskChat, type ChatAtDesk } from "./desk-chat.ts";
export {
  branchesOf,
  enqueueWrites,
  heardWrites,
  isAttended,
  leftWrites,
  waitingFor,
} from "./queue.ts";
