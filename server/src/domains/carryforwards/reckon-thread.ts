import { constants, setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import { pino } from "pino";
import { openStoreToRead } from "../../engines.ts";
import { reckonChunk, type ReckonInput } from "./reckon.ts";
import type { ThreadData } from "./reckoners.ts";

/** A thread that reckons chunks of a carry-forward, with a connection of its own to read. */
const { config } = workerData as ThreadData;
// On Linux each thread has a priority of its own: where cores are few, requests go first.
if (process.platform === "linux") setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
// A file is read as it is. What else there is takes most of the second in which a thread begins.
const { collections } =
  config.PROFILE === "cluster" ? await import("../../modules.ts") : { collections: [] };
const opened = await openStoreToRead(config, pino({ level: config.LOG_LEVEL }), collections);
const store = opened.direct();
parentPort?.on("message", (input: ReckonInput) => {
  // What breaks here ends this thread, and with it the run.
  void reckonChunk(store, input).then((reckoned) => parentPort?.postMessage(reckoned));
});
