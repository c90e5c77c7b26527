export { countedWrites, forgivenWrites, minutesShutFor, readAttempts } from "./attempts.ts";
export type { Attempts, Door } from "./attempts.ts";
export { findProven, type LookupInput } from "./find-proven.ts";
