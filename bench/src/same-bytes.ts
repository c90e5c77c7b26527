import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Collection } from "@warmline/shared/store/collection.ts";
import type { Store } from "@warmline/shared/store/port.ts";

/** The documents of the newest commit, as JSON: what a floor has to write to do the same. */
export async function newestCommit(store: Store): Promise<string[]> {
  const [entry] = await store.read((await store.head()) - 1, 1);
  const documents = await Promise.all(
    (entry?.writes ?? []).map(({ collection, id }) =>
      store.get({ name: collection } as Collection, id),
    ),
  );
  return documents.map((document) => JSON.stringify(document));
}

export interface RawFloor {
  /** The documents as rows of one table without further indexes: one transaction, one fsync. */
  commit(documents: readonly string[]): void;
  close(): void;
}

/** Bare `node:sqlite` at the store's own durability. */
export function openRawFloor(): RawFloor {
  const folder = mkdtempSync(join(tmpdir(), "warmline-bench-"));
  const raw = new DatabaseSync(join(folder, "floor.sqlite"));
  raw.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
  raw.exec("CREATE TABLE documents (id TEXT PRIMARY KEY, body TEXT)");
  const insert = raw.prepare("INSERT INTO documents VALUES (?, ?)");
  const [begin, commit] = [raw.prepare("BEGIN IMMEDIATE"), raw.prepare("COMMIT")];
  let serial = 0;
  return {
    commit(documents) {
      begin.run();
      for (const body of documents) insert.run(`document-${(serial += 1)}`, body);
      commit.run();
    },
    close() {
      raw.close();
      rmSync(folder, { recursive: true });
    },
  };
}
