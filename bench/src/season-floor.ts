import { cpSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { referencesText } from "@warmline/server/platform/stores/hash-chain.ts";
import type { Collection } from "@warmline/shared/store/collection.ts";
import type { LogEntry, Store } from "@warmline/shared/store/port.ts";
import { textOfStored } from "@warmline/shared/store/write.ts";

/** Rows in one transaction: what suits bare SQLite. */
const TRANSACTION = 10_000;

interface Row {
  readonly collection: string;
  readonly id: string;
  readonly rev: number;
  readonly text: string;
}

/** What the commits after a position wrote, one list for each, but for what was written again. */
export async function rowsAfter(store: Store, position: number): Promise<Row[][]> {
  const commits: Row[][] = [];
  for (let from = position; ;) {
    const batch = await store.read(from, 100);
    if (batch.length === 0) return commits;
    for (const commit of batch) commits.push(await rowsOf(store, commit));
    from = batch.at(-1)!.position;
  }
}

async function rowsOf(store: Store, { writes }: LogEntry): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, some] of Map.groupBy(writes, ({ collection }) => collection)) {
    const of = { name } as Collection;
    const found = await store.getMany(
      of,
      some.map(({ id }) => id),
    );
    const revOf = new Map(some.map(({ id, rev }) => [id, rev]));
    for (const one of found) {
      if (revOf.get(one.id) !== one.rev) continue;
      rows.push({ collection: name, id: one.id, rev: one.rev, text: textOfStored(one) });
    }
  }
  return rows;
}

/**
 * Milliseconds in which bare `node:sqlite` writes the same rows into the same tables and indexes
 * and closes the file: the texts are there beforehand, nothing is read, checked or answered.
 */
export function rawSeason(before: string, commits: readonly Row[][]): number {
  const file = `${before}.floor`;
  cpSync(before, file);
  const raw = new DatabaseSync(file);
  raw.exec("PRAGMA synchronous = FULL; PRAGMA cache_size = -65536");
  const written = new Set(commits.flat().map(({ collection }) => collection));
  const statements = new Map(
    [...written].map((name) => [
      name,
      {
        insert: raw.prepare(`INSERT INTO "${name}" (id, rev, body) VALUES (?, ?, ?)`),
        update: raw.prepare(`UPDATE "${name}" SET rev = ?, body = ? WHERE id = ? AND rev = ?`),
      },
    ]),
  );
  const log = raw.prepare(
    "INSERT INTO commit_log (position, writes, digests, hash) VALUES (?, ?, ?, ?)",
  );
  const { head } = raw.prepare("SELECT max(position) AS head FROM commit_log").get() as {
    readonly head: number;
  };
  const started = performance.now();
  let open = 0;
  for (const [place, rows] of commits.entries()) {
    if (open === 0) raw.exec("BEGIN IMMEDIATE");
    for (const { collection, id, rev, text } of rows) {
      const { insert, update } = statements.get(collection)!;
      if (rev === 1) insert.run(id, rev, text);
      else update.run(rev, text, id, rev - 1);
    }
    const digests = new Uint8Array(16 * rows.length);
    log.run(head + place + 1, referencesText(rows), digests, new Uint8Array(32));
    open += rows.length;
    if (open < TRANSACTION && place < commits.length - 1) continue;
    raw.exec("COMMIT");
    open = 0;
  }
  raw.close();
  return performance.now() - started;
}
