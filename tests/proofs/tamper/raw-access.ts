import { DatabaseSync } from "node:sqlite";
import { mongo } from "mongoose";
import type { LedgerRoom } from "@warmline/server/domains/ledger/testing.ts";
import { COMMITS } from "@warmline/server/platform/stores/mongo/commit-log.ts";
import { connect } from "@warmline/server/platform/stores/mongo/connection.ts";
import { keptName } from "@warmline/server/platform/stores/mongo/names.ts";

export type RawBody = Record<string, unknown>;

/** What somebody can do who has the data in hand, past the program and its guards. */
export interface RawAccess {
  /** The stored document with another body, at the revision that it has. */
  edit(collection: string, id: string, body: RawBody): Promise<void>;
  add(collection: string, id: string, body: RawBody): Promise<void>;
  remove(collection: string, id: string): Promise<void>;
  removeCommit(position: number): Promise<void>;
  seal(position: number, seal: RawSeal): Promise<void>;
  close(): Promise<void>;
}

export interface RawSeal {
  readonly hash: Uint8Array;
  readonly digests: Uint8Array;
}

/** Into a SQLite file: its triggers are dropped first. */
export function rawSqlite({ file }: LedgerRoom): RawAccess {
  const database = new DatabaseSync(file);
  const guards = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE '%.no%'")
    .all();
  for (const { name } of guards) database.exec(`DROP TRIGGER "${String(name)}"`);
  const run = async (sql: string, ...values: (string | number | Uint8Array)[]) => {
    database.prepare(sql).run(...values);
  };
  return {
    edit: (collection, id, body) =>
      run(`UPDATE "${collection}" SET body = ? WHERE id = ?`, JSON.stringify(body), id),
    add: (collection, id, body) =>
      run(`INSERT INTO "${collection}" (id, rev, body) VALUES (?, 1, ?)`, id, JSON.stringify(body)),
    remove: (collection, id) => run(`DELETE FROM "${collection}" WHERE id = ?`, id),
    removeCommit: (position) => run("DELETE FROM commit_log WHERE position = ?", position),
    seal: (position, { hash, digests }) =>
      run(
        "UPDATE commit_log SET hash = ?, digests = ? WHERE position = ?",
        hash,
        digests,
        position,
      ),
    close: async () => database.close(),
  };
}

/** Into a MongoDB database, with the right to write that its own role would not have. */
export async function rawMongo({ database: name }: LedgerRoom, url: string): Promise<RawAccess> {
  const connection = await connect({ url, database: name, waitMs: 5_000 });
  const kept = (collection: string) =>
    connection.database.collection<{ _id: string; rev: number }>(keptName(collection));
  const commits = connection.database.collection<{ _id: number }>(COMMITS);
  return {
    async edit(collection, id, body) {
      const before = await kept(collection).findOne({ _id: id });
      const { rev, _position } = before as unknown as { rev: number; _position: number };
      const document = { _id: id, id, ...body, rev, _position };
      await kept(collection).replaceOne({ _id: id }, document as never);
    },
    async add(collection, id, body) {
      await kept(collection).insertOne({ _id: id, id, ...body, rev: 1, _position: 1 } as never);
    },
    async remove(collection, id) {
      await kept(collection).deleteOne({ _id: id });
    },
    async removeCommit(position) {
      await commits.deleteOne({ _id: position });
    },
    async seal(position, { hash, digests }) {
      const sealed = { hash: new mongo.Binary(hash), digests: new mongo.Binary(digests) };
      await commits.updateOne({ _id: position }, { $set: { seal: sealed } });
    },
    close: () => connection.close(),
  };
}
