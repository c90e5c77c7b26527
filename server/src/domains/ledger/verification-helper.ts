import { constants, setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import { pino } from "pino";
import { openStoreToRead } from "../../engines.ts";
import { collections } from "../../modules.ts";
import type { HelperData, HelperQuestion } from "./verification-message.ts";
import { examinePiece } from "./verify-piece.ts";

/** A thread that examines pieces of a verification run, with a connection of its own to read. */
const { config } = workerData as HelperData;
// On Linux each thread has a priority of its own: where cores are few, requests go first.
if (process.platform === "linux") setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
const opened = await openStoreToRead(config, pino({ level: config.LOG_LEVEL }), collections);
const store = opened.direct();
parentPort?.on("message", ({ run, piece }: HelperQuestion) => {
  // What breaks here ends this thread, and with it the run.
  void examinePiece(store, run, piece).then((report) => parentPort?.postMessage(report));
});
