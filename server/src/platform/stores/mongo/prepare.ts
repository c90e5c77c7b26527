import { setTimeout as sleep } from "node:timers/promises";
import type { Collection } from "@warmline/shared/store/collection.ts";
import { createCommitLog } from "./commit-log.ts";
import { connect } from "./connection.ts";
import { refuseHalfRestored } from "./dump.ts";
import { isPassing, unavailable } from "./errors.ts";
import { createModels } from "./models.ts";
import type { Progress } from "./progress.ts";
import { checkUniqueKeys } from "./unique-check.ts";
import { refuseOtherVersions } from "./upgrade-mark.ts";

const PAUSE_MS = 100;

export interface PrepareOptions {
  readonly url: string;
  readonly database: string;
  readonly collections: readonly Collection[];
  readonly upgrading?: boolean;
  readonly restoring?: boolean;
}

/**
 * What an opening does before anything is read: indexes, everything that the log holds brought into
 * the collections, new unique keys checked against what is there. It may take as long as it takes,
 * on a connection of its own; only an engine that is away for `waitMs` ends it.
 */
export async function prepare(
  { url, database, collections, upgrading = false, restoring = false }: PrepareOptions,
  { waitMs, progress }: { readonly waitMs: number; readonly progress: Progress },
): Promise<void> {
  const connection = await connect({ url, database, waitMs, unhurried: true });
  const log = createCommitLog(connection.database);
  const models = createModels(connection.mongoose, collections);
  try {
    await whileAway(waitMs, async () => {
      if (!restoring) await refuseHalfRestored(connection.database);
      if (!upgrading) await refuseOtherVersions(connection.database);
      await Promise.all([log.declare(), models.declare()]);
      await progress.open();
      await checkUniqueKeys(connection.database, collections, progress.head);
    });
  } finally {
    await connection.close();
  }
}

async function whileAway(waitMs: number, work: () => Promise<void>): Promise<void> {
  const deadline = performance.now() + waitMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isPassing(error)) throw error;
      if (performance.now() > deadline) throw unavailable(error);
    }
    await sleep(PAUSE_MS);
  }
}
