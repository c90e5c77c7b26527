import { stat } from "node:fs/promises";
import { Worker } from "node:worker_threads";
import { connectReader, portError } from "./connection.ts";
import { checkDeclared } from "./schema.ts";
import { syncFolder } from "./sync.ts";

const THREAD = new URL("./copy-thread.ts", import.meta.url);
const LOOK_EVERY_MS = 500;

/**
 * Copies what the file holds at this moment into a new one, while others commit: they wait for
 * nothing, and however much they write, it ends. Progress is in bytes, of about so many.
 */
export async function copySqlite(
  file: string,
  target: string,
  onProgress: (done: number, of: number) => void = () => undefined,
): Promise<void> {
  const of = sizeOf(file);
  const looking = setInterval(() => {
    void stat(target).then(
      ({ size }) => onProgress(Math.min(size, of), of),
      () => undefined,
    );
  }, LOOK_EVERY_MS);
  try {
    await new Promise<void>((done, fail) => {
      const worker = new Worker(THREAD, { workerData: { file, target }, execArgv: [] });
      worker.once("error", (error) => fail(portError(error, file)));
      worker.once("exit", () => done());
    });
  } finally {
    clearInterval(looking);
  }
  // It is written without waiting for the disk.
  syncFolder(target);
}

/** Throws what `checkDeclared` does, before anything is copied. */
function sizeOf(file: string): number {
  const connection = connectReader(file);
  try {
    checkDeclared(connection.database);
    const ask = (name: string) =>
      Object.values(connection.prepare(`PRAGMA ${name}`).get() ?? {})[0];
    return Number(ask("page_count")) * Number(ask("page_size"));
  } catch (error) {
    throw portError(error, file);
  } finally {
    connection.close();
  }
}
