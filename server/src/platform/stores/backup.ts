import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, open, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import { filesOf, type Collection } from "@warmline/shared/store/collection.ts";
import { StoreUnusable, type Anchor } from "@warmline/shared/store/port.ts";
import { STORE_VERSION } from "@warmline/shared/store/version.ts";

/** What a backup says about itself; written last, so that half a backup has none. */
export interface BackupManifest {
  readonly warmline: "backup";
  readonly version: number;
  readonly engine: "sqlite" | "mongo";
  readonly at: Instant;
  /** The newest commit in it. */
  readonly anchor: Anchor;
  readonly files: number;
  /** What names a file that was not there to be copied: `cases/<id>: <file>`. */
  readonly missing: readonly string[];
}

const MANIFEST = "backup.json";

export type Written = Pick<BackupManifest, "anchor" | "files" | "missing">;

export type Told = (what: string, done: number, of: number) => void;

/** What an engine does for backups, in a folder that holds one. */
export interface BackupEngine {
  readonly engine: BackupManifest["engine"];
  /** Writes everything into the folder and reads it back: throws when it is not whole. */
  write(folder: string, tell: Told): Promise<Written>;
  /**
   * Puts everything in its place and holds it to its anchor before anybody can open it; answers
   * what is missing. Throws `StoreUnusable` for what is not sound, and unless the place is empty or
   * holds what a cut-short restore left.
   */
  restore(folder: string, manifest: BackupManifest, tell: Told): Promise<readonly string[]>;
}

/**
 * Makes a backup in a new folder, which is there under its name only when it is whole and was read
 * back. What a killed one leaves is called `….part-…` and may be deleted.
 */
export async function makeBackup(
  target: string,
  { engine, write }: BackupEngine,
  at: Instant,
  tell: Told,
): Promise<BackupManifest> {
  const folder = resolve(target);
  if (existsSync(folder)) throw new StoreUnusable(`${folder} is there already`);
  const part = `${folder}.part-${randomUUID().slice(0, 8)}`;
  await mkdir(part, { recursive: true });
  try {
    const written = await write(part, tell);
    const own = { warmline: "backup", version: STORE_VERSION, engine, at } as const;
    const manifest: BackupManifest = { ...own, ...written };
    await writeFile(join(part, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
    await syncTree(part);
    await rename(part, folder);
    await sync(dirname(folder));
    return manifest;
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    throw error;
  }
}

/** Throws `StoreUnusable` for a folder that is no backup of this version and engine. */
export async function restoreBackup(
  source: string,
  { engine, restore }: BackupEngine,
  tell: Told,
): Promise<BackupManifest> {
  const folder = resolve(source);
  const text = await readFile(join(folder, MANIFEST), "utf8").catch(() => null);
  if (text === null) {
    throw new StoreUnusable(`${folder} is no backup: it has no ${MANIFEST}, or was cut short`);
  }
  const manifest = JSON.parse(text) as BackupManifest;
  if (manifest.engine !== engine) {
    throw new StoreUnusable(`${folder} was made with PROFILE of ${manifest.engine}, not ${engine}`);
  }
  if (manifest.version !== STORE_VERSION) {
    throw new StoreUnusable(
      `${folder} is of version ${manifest.version}, this program of version ${STORE_VERSION}: ` +
        "restore it with a program of its version, then upgrade",
    );
  }
  return { ...manifest, missing: await restore(folder, manifest, tell) };
}

/** Gathers which files the documents name, to be told which of them are not there. */
export function namedFiles() {
  const named = new Map<string, string>();
  return {
    note(of: Collection, document: { readonly id: string }): void {
      for (const file of filesOf(of, document)) named.set(file, `${of.name}/${document.id}`);
    },
    missing(present: ReadonlySet<string>): string[] {
      const gone = [...named].filter(([file]) => !present.has(file));
      return gone.map(([file, by]) => `${by}: ${file}`).toSorted();
    },
  };
}

/** Everything in the folder, and every name in it, is on the disk. */
export async function syncTree(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    await (entry.isDirectory() ? syncTree(path) : sync(path));
  }
  await sync(folder);
}

async function sync(path: string): Promise<void> {
  const opened = await open(path, "r");
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}
