import { existsSync, mkdirSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { ReportsUnavailable } from "../port.ts";
import { INCOMING, SHAPE, TABLES } from "./schema.ts";

/** An open file with the one connection that writes. */
export interface ReportFile {
  readonly instance: DuckDBInstance;
  readonly writer: DuckDBConnection;
  close(): void;
}

/** Nothing is loaded from outside, and no file but its own is read. */
const SETTINGS = {
  memory_limit: "1GB",
  autoinstall_known_extensions: "false",
  autoload_known_extensions: "false",
  enable_external_access: "false",
};

/** Another process has it: it is neither damaged nor ours. */
const LOCKED = /could not set lock/i;

/**
 * Opens the file, which is made where none is. What is damaged or of another shape is thrown away
 * and made anew: all of it stands in the log. Throws `ReportsUnavailable` where another process has
 * the file.
 */
export async function openFile(file: string): Promise<ReportFile> {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  try {
    const opened = await open(file);
    if (opened !== null) return opened;
  } catch (error) {
    if (LOCKED.test((error as Error).message)) {
      throw new ReportsUnavailable(`another process has ${file}`, { cause: error });
    }
  }
  removeFile(file);
  const made = await open(file);
  if (made === null) throw new ReportsUnavailable(`${file} cannot be made`);
  return made;
}

export function removeFile(file: string): void {
  for (const end of ["", ".wal"]) rmSync(`${file}${end}`, { force: true });
}

/** Null: of another shape. */
async function open(file: string): Promise<ReportFile | null> {
  const isNew = !existsSync(file);
  // Loaded when it is wanted: most programs that open the engines ask for no report.
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const instance = await DuckDBInstance.create(file, SETTINGS);
  const close = () => instance.closeSync();
  try {
    const writer = await instance.connect();
    if (isNew) await writer.run(`BEGIN; ${TABLES} COMMIT`);
    const [standing] = await rowsOf(writer, "SELECT shape FROM standing");
    if (standing?.["shape"] !== SHAPE) {
      close();
      return null;
    }
    await writer.run(INCOMING);
    return { instance, writer, close };
  } catch (error) {
    close();
    throw error;
  }
}

export type Row = Readonly<Record<string, unknown>>;

export async function rowsOf(
  connection: DuckDBConnection,
  sql: string,
  values: readonly (string | number)[] = [],
): Promise<Row[]> {
  const reader = await connection.runAndReadAll(sql, [...values]);
  return reader.getRowObjects();
}
