export { raiseWrites, noticeId } from "./raise-command.ts";
export { takeBackWrites, readTakeBack } from "./take-back.ts";
export { waysTo, type WayTo } from "./ways-to.ts";
