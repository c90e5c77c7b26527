import { createReadStream, createWriteStream } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import type { mongo } from "mongoose";
import type { Collection } from "@warmline/shared/store/collection.ts";
import type { Anchor } from "@warmline/shared/store/port.ts";
import { createInProcessNotifier } from "../../notifier/in-process.ts";
import { namedFiles, type BackupEngine, type Told } from "../backup.ts";
import { refuseUnsound, verifyStore } from "../verify-store.ts";
import { connect, type Connection } from "./connection.ts";
import { clearHalfRestored, dumpDatabase, refuseHalfRestored, restoreDatabase } from "./dump.ts";
import { openMongoStore } from "./open.ts";
import { checkDump, FILES } from "./dump-check.ts";
import { refuseOtherVersions } from "./upgrade-mark.ts";

const DUMP = "dump.jsonl.gz";
const WAIT_MS = 30_000;
const TELL_EVERY = 1_000;

export interface DatabaseBackupOptions {
  readonly url: string;
  readonly database: string;
  readonly collections: readonly Collection[];
}

/** Backups of a database with its files: one dump, checked by reading it back. */
export function databaseBackups(options: DatabaseBackupOptions): BackupEngine {
  const within = async <T>(work: (connection: Connection) => Promise<T>): Promise<T> => {
    const connection = await connect({ ...options, waitMs: WAIT_MS, unhurried: true });
    try {
      return await work(connection);
    } finally {
      await connection.close();
    }
  };
  return {
    engine: "mongo",
    write: (folder, tell) =>
      within(async ({ database }) => {
        await refuseHalfRestored(database);
        await refuseOtherVersions(database);
        const file = join(folder, DUMP);
        const lines = counted(dumpDatabase(database), "documents", tell);
        await pipeline(
          Readable.from(ended(lines)),
          createGzip({ level: 3 }),
          createWriteStream(file),
        );
        return checkDump(counted(linesOf(file), "documents checked", tell), options.collections);
      }),
    restore: (folder, { anchor }, tell) =>
      within(async ({ database }) => {
        await clearHalfRestored(database);
        const lines = counted(linesOf(join(folder, DUMP)), "documents", tell);
        let missing: readonly string[] = [];
        await restoreDatabase(database, lines, async () => {
          missing = await checkRestored(options, database, anchor, tell);
        });
        return missing;
      }),
  };
}

/** Opens the store over what was restored and holds all of it to its chain and anchor. */
async function checkRestored(
  options: DatabaseBackupOptions,
  database: mongo.Db,
  anchor: Anchor,
  tell: Told,
): Promise<readonly string[]> {
  const notifier = createInProcessNotifier();
  const store = await openMongoStore({ ...options, notifier, restoring: true });
  const named = namedFiles();
  try {
    const report = await verifyStore(store, options.collections, {
      anchor,
      onProgress: (done, of) => tell("commits checked", done, of),
      onDocument: named.note,
    });
    refuseUnsound(`the database ${options.database}`, report);
  } finally {
    await store.close();
    await notifier.close();
  }
  const kept = await database.collection(FILES).find().project({ _id: 1 }).toArray();
  return named.missing(new Set(kept.map(({ _id }) => String(_id))));
}

function linesOf(file: string): AsyncIterable<string> {
  return createInterface({
    input: createReadStream(file).pipe(createGunzip()),
    crlfDelay: Infinity,
  });
}

async function* ended(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`;
}

/** How many there are is not known before the end. */
async function* counted(
  lines: AsyncIterable<string>,
  what: string,
  tell: Told,
): AsyncGenerator<string> {
  let count = 0;
  for await (const line of lines) {
    yield line;
    count += 1;
    if (count % TELL_EVERY === 0) tell(what, count, count);
  }
}
