import { existsSync } from "node:fs";
import { copyFile, mkdir, readdir, rename, rm } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import type { Collection } from "@warmline/shared/store/collection.ts";
import { StoreUnusable, type Anchor } from "@warmline/shared/store/port.ts";
import { namedFiles, syncTree, type BackupEngine, type Told, type Written } from "../backup.ts";
import { refuseUnsound, verifyStore } from "../verify-store.ts";
import { copySqlite } from "./copy-file.ts";
import { openReadOnlySqliteStore } from "./read-only.ts";
import { syncFolder } from "./sync.ts";

const STORE = "warmline.sqlite";
const FILES = "files";
/** Where a restore puts everything until it is whole and was checked. */
const RESTORING = "restoring";

export interface FolderBackupOptions {
  /** The folder with the store and its files. */
  readonly data: string;
  readonly collections: readonly Collection[];
}

/** Backups of a data folder: the store as of one moment, then all files, which it may name. */
export function folderBackups({ data, collections }: FolderBackupOptions): BackupEngine {
  return {
    engine: "sqlite",
    async write(folder, tell) {
      const file = join(data, STORE);
      if (!existsSync(file)) throw new StoreUnusable(`there is no ${file}`);
      await copySqlite(file, join(folder, STORE), (done, of) => tell("bytes", done, of));
      const present = await copyFiles(join(data, FILES), join(folder, FILES), tell);
      return { files: present.size, ...(await check(join(folder, STORE), present, tell)) };
    },
    async restore(folder, { anchor }, tell) {
      await refuseInUse(data);
      const aside = join(data, RESTORING);
      await rm(aside, { recursive: true, force: true });
      await mkdir(aside, { recursive: true });
      await copyFile(join(folder, STORE), join(aside, STORE));
      const present = await copyFiles(join(folder, FILES), join(aside, FILES), tell);
      const { missing } = await check(join(aside, STORE), present, tell, anchor);
      await syncTree(aside);
      await rm(join(data, FILES), { recursive: true, force: true });
      await rename(join(aside, FILES), join(data, FILES));
      await rename(join(aside, STORE), join(data, STORE));
      syncFolder(data);
      await rm(aside, { recursive: true });
      return missing;
    },
  };

  async function check(
    file: string,
    present: ReadonlySet<string>,
    tell: Told,
    anchor?: Anchor,
  ): Promise<Pick<Written, "anchor" | "missing">> {
    const store = openReadOnlySqliteStore(file);
    const named = namedFiles();
    try {
      const report = await verifyStore(store, collections, {
        anchor,
        onProgress: (done, of) => tell("commits checked", done, of),
        onDocument: named.note,
      });
      refuseUnsound(file, report);
      return { anchor: report.anchor, missing: named.missing(present) };
    } finally {
      await store.close();
    }
  }
}

/** Throws `StoreUnusable` where a restore was begun and did not end. */
export function refuseHalfRestoredFolder(data: string): void {
  if (!existsSync(join(data, RESTORING))) return;
  throw new StoreUnusable(`a restore into ${data} was cut short: run it again`);
}

/** Nothing of a store may be there, not even a log that a killed process left beside it. */
async function refuseInUse(data: string): Promise<void> {
  const present = await readdir(data).catch((): string[] => []);
  const restoring = present.includes(RESTORING);
  const inTheWay = present.filter(
    (name) => name.startsWith(STORE) || (name === FILES && !restoring),
  );
  if (inTheWay.length === 0) return;
  throw new StoreUnusable(
    `${data} is in use (${inTheWay.join(", ")}): stop the server and move these elsewhere first`,
  );
}

/** All that are whole, in their folders; answers which. */
async function copyFiles(from: string, to: string, tell: Told): Promise<Set<string>> {
  await mkdir(to, { recursive: true });
  const entries = await readdir(from, { recursive: true, withFileTypes: true }).catch(() => []);
  // What is being written has a dot in its name.
  const files = entries.filter((entry) => entry.isFile() && !entry.name.includes("."));
  const copied = new Set<string>();
  for (const { parentPath, name } of files) {
    const target = join(to, relative(from, parentPath), name);
    await mkdir(dirname(target), { recursive: true });
    // A file that nobody attached may be swept away meanwhile.
    const there = await copyFile(join(parentPath, name), target).then(() => true, absent);
    if (there) copied.add(name);
    tell("files", copied.size, files.length);
  }
  return copied;
}

function absent(error: NodeJS.ErrnoException): false {
  if (error.code === "ENOENT") return false;
  throw error;
}
