import { randomUUID } from "node:crypto";
import type { mongo } from "mongoose";
import { afterEach, beforeEach } from "vitest";
import { collection, type Collection, type Stored } from "@warmline/shared/store/collection.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { createInProcessNotifier } from "../../notifier/in-process.ts";
import { COMMITS, type CommitDocument } from "./commit-log.ts";
import { connect, type Connection } from "./connection.ts";
import { claimsOf, uniqueClaims } from "./keys.ts";
import { keptName } from "./names.ts";
import { openMongoStore, type MongoOptions } from "./open.ts";

/** For tests only. */
export const MONGO_URL = process.env["WARMLINE_TEST_MONGO_URL"];

export interface Note extends Stored {
  readonly description: string;
  readonly badge?: number;
}
export const notes = collection<Note>("notes", { unique: { badge: ["badge"] } });

/** As a writer leaves a commit who dies before it has brought the collections up to date. */
export async function leaveCommit(
  database: mongo.Db,
  position: number,
  writes: readonly { readonly collection: Collection; readonly document: Stored }[],
): Promise<void> {
  const decoded = writes.map(({ collection: of, document: { rev, ...body } }) => ({
    collection: of,
    id: body.id,
    readRev: rev - 1,
    unique: rev === 1 ? uniqueClaims(of, body) : [],
    body: { ...body },
  }));
  await database.collection<Omit<CommitDocument, "seal">>(COMMITS).insertOne({
    _id: position,
    token: randomUUID(),
    keys: claimsOf(decoded),
    writes: decoded.map(({ collection: { name }, id, readRev, body }) => ({
      collection: name,
      id,
      rev: readRev + 1,
      body,
    })),
  });
}

/** One document of such a commit, as if the writer had come so far. */
export async function bringUp(
  database: mongo.Db,
  position: number,
  { name }: Collection,
  document: Stored,
): Promise<void> {
  const { id } = document;
  await database
    .collection<{ _id: string }>(keptName(name))
    .replaceOne({ _id: id }, { ...document, _position: position }, { upsert: true });
}

/** A database of its own for each test, with stores over it and as MongoDB itself sees it. */
export interface OwnDatabase {
  readonly raw: mongo.Db;
  /** Another store of notes, as a further node opens it. */
  open(options?: Partial<MongoOptions>): Promise<Store>;
}

/** For a describe block; the answer is of the test that is running. */
export function ownDatabase(): OwnDatabase {
  const url = MONGO_URL ?? "";
  const opened: Store[] = [];
  let database: string;
  let connection: Connection;

  beforeEach(async () => {
    database = `warmline_test_${randomUUID().slice(0, 8)}`;
    connection = await connect({ url, database, waitMs: 5_000 });
  });
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
    await connection.database.dropDatabase();
    await connection.close();
  });

  return {
    get raw() {
      return connection.database;
    },
    async open(options = {}) {
      const notifier = createInProcessNotifier();
      const own = { url, database, collections: [notes], notifier, ...options };
      const store = await openMongoStore(own);
      opened.push(store);
      return store;
    },
  };
}
