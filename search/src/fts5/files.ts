import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import type { Engine } from "../seek.ts";
import { createReader } from "./reader.ts";
import { connect, unavailable } from "./schema.ts";

/** Names the file in use; written beside and renamed, so that there is one at every moment. */
const POINTER = "current";

export interface IndexFile {
  readonly file: string;
  readonly database: DatabaseSync;
  readonly engine: Engine;
}

/** The index files of a folder, of which one is in use. */
export interface IndexFiles {
  /** Null: there is none. Throws where it cannot be opened. */
  current(): IndexFile | null;
  /** Throws `SearchUnavailable` where there is none, or none that can be opened. */
  inUse(): IndexFile;
  /** The one that was read last, in use or not. */
  opened(): string | null;
  /** From now on this one, also for other processes; the others are gone. */
  use(name: string): void;
  close(): void;
}

export function openFiles(folder: string): IndexFiles {
  const pointer = join(folder, POINTER);
  let open: (IndexFile & { readonly stamp: string }) | null = null;

  function close(): void {
    open?.database.close();
    open = null;
  }

  /** Another process may have put another one in its place. */
  function current(): IndexFile | null {
    const stamp = stampOf(pointer);
    if (open?.stamp === stamp) return open;
    close();
    if (stamp === "") return null;
    const file = join(folder, readFileSync(pointer, "utf8"));
    const database = connect(file, true);
    open = { file, stamp, database, engine: createReader(database) };
    return open;
  }

  return {
    current,
    close,
    opened: () => open?.file ?? null,
    inUse() {
      try {
        const now = current();
        if (now !== null) return now;
      } catch (error) {
        throw unavailable(error);
      }
      throw unavailable(new Error("is not built yet"));
    },
    use(name) {
      writeFileSync(`${pointer}.new`, name, { mode: 0o600 });
      renameSync(`${pointer}.new`, pointer);
      // Whoever still reads an older one keeps it until it has answered.
      const others = readdirSync(folder).filter((one) => one.startsWith("index-"));
      for (const one of others) if (!one.startsWith(name)) rmSync(join(folder, one));
    },
  };
}

/** Changes with every file that takes its place; empty: there is none. */
function stampOf(path: string): string {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat === undefined ? "" : `${stat.ino}-${stat.mtimeNs}`;
}
