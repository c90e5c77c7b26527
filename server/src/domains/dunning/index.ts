export { ladderOn, readDunned, standingOn, type Dunned } from "./on-account.ts";
export { recordedWrites, undoWrites, type EventOf } from "./recorded.ts";
export { saidTo } from "./said.ts";
export { slipOf, slipWrites, type SlipOf } from "./message-slip.ts";
