import { constants, setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import { pino } from "pino";
import { openSharedEngines } from "../../engines.ts";
import { collections } from "../../modules.ts";
import type { VerificationData, VerificationMessage } from "./verification-message.ts";
import { helpersFor, withHelpers } from "./verification-helpers.ts";
import { verifyJournal } from "./verify.ts";

/**
 * A verification run in a thread with a connection of its own: hashing a journal keeps a core busy
 * for minutes, and requests go on being answered on another one; where there are more cores than
 * these two, threads of its own help. It only reads.
 */
const { config, share } = workerData as VerificationData;
// On Linux each thread has a priority of its own: where cores are few, requests go first.
if (process.platform === "linux") setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
const log = pino({ level: config.LOG_LEVEL });
const engines = await openSharedEngines(share, config, log, collections);
const tell = (message: VerificationMessage) => parentPort?.postMessage(message);
try {
  const report = await withHelpers(config, await helpersFor(engines.store, 1), (helpers) =>
    verifyJournal(engines.store, (progress) => tell({ progress }), helpers),
  );
  tell({ report });
} finally {
  await engines.close();
}
