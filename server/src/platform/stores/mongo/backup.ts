import { createReadStream, createWriteStream } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import type { BackupEngine, Told } from "../backup.ts";
import { connect, type Connection } from "./connection.ts";
import { clearHalfRestored, dumpDatabase, refuseHalfRestored, restoreDatabase } from "./dump.ts";
import { checkDump } from "./dump-check.ts";
import { refuseOtherVersions } from "./upgrade-mark.ts";

const DUMP = "dump.jsonl.gz";
const WAIT_MS = 30_000;
const TELL_EVERY = 1_000;

export interface DatabaseBackupOptions {
  readonly url: string;
  readonly database: string;
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
        return checkDump(counted(linesOf(file), "documents checked", tell));
      }),
    restore: (folder, _manifest, tell) =>
      within(async ({ database }) => {
        await clearHalfRestored(database);
        const lines = counted(linesOf(join(folder, DUMP)), "documents", tell);
        await restoreDatabase(database, lines);
      }),
  };
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
