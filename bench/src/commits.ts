import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { MongoClient } from "mongodb";
import { openSqliteStore } from "@warmline/server/platform/stores/sqlite/open.ts";
import { openMongoStore } from "@warmline/server/platform/stores/mongo/open.ts";
import { createInProcessNotifier } from "@warmline/server/platform/notifier/in-process.ts";
import { collection, type Stored } from "@warmline/shared/store/collection.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { insert } from "@warmline/shared/store/write.ts";
import {
  alternating,
  fromWriters,
  percent,
  perSecond,
  rate,
  type Figure,
  figuresAs,
} from "./figures.ts";

interface Note extends Stored {
  readonly about: string;
  readonly at: number;
  readonly description: string;
}

/** About 600 bytes, one index of two fields on both sides. */
const notes = collection<Note>("notes", { indexes: { byAbout: ["about", "at"] } });
const description = "暖气片上面热下面凉，室内温度只有十五度，请尽快安排师傅上门查看。".repeat(6);
let serial = 0;
const note = () => ({
  id: `note-${(serial += 1)}-${process.pid}`,
  about: `household-${serial % 500}`,
  at: serial,
  description,
});

const WRITERS = [1, 4, 16];

async function commitFigures(mongoUrl: string | undefined): Promise<Figure[]> {
  const sqlite = await sqliteFigures();
  return mongoUrl === undefined ? sqlite : [...sqlite, ...(await mongoFigures(mongoUrl))];
}

async function sqliteFigures(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "warmline-bench-"));
  const store = await openSqliteStore({ file: join(folder, "ours.sqlite"), collections: [notes] });
  const raw = new DatabaseSync(join(folder, "floor.sqlite"));
  raw.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
  raw.exec("CREATE TABLE notes (id TEXT PRIMARY KEY, about TEXT, at INTEGER, body TEXT)");
  raw.exec("CREATE INDEX by_about ON notes (about, at, id)");
  const statement = raw.prepare("INSERT INTO notes VALUES (?, ?, ?, ?)");
  const figures = await measure("SQLite", 4_000, store, async () => {
    const { id, about, at, ...rest } = note();
    statement.run(id, about, at, JSON.stringify({ id, about, at, ...rest }));
  });
  await store.close();
  raw.close();
  await rm(folder, { recursive: true });
  return figures;
}

async function mongoFigures(url: string): Promise<Figure[]> {
  const database = `bench_${process.pid}`;
  const notifier = createInProcessNotifier();
  const store = await openMongoStore({ url, database, collections: [notes], notifier });
  const client = await MongoClient.connect(url);
  const raw = client.db(database).collection<{ _id: string }>("floor");
  await raw.createIndex({ about: 1, at: 1, _id: 1 });
  const figures = await measure("MongoDB", 300, store, async () => {
    const { id, ...rest } = note();
    await raw.insertOne({ _id: id, ...rest }, { writeConcern: { w: "majority" } });
  });
  await store.close();
  await client.db(database).dropDatabase();
  await client.close();
  return figures;
}

async function measure(
  engine: string,
  total: number,
  store: Store,
  floor: () => Promise<void>,
): Promise<Figure[]> {
  const ours = async () => {
    const result = await store.commit([insert(notes, note())]);
    if (!result.ok) throw new Error("a fresh note lost");
  };
  const figures: Figure[] = [];
  for (const writers of WRITERS) {
    const speed = async (work: () => Promise<void>) =>
      perSecond(total, await fromWriters(writers, total, work));
    await speed(ours); // warm
    const { ours: our, floor: bare } = await alternating(
      3,
      () => speed(ours),
      () => speed(floor),
    );
    figures.push({
      what: `${engine}: commits, ${writers} writer${writers === 1 ? "" : "s"}`,
      ours: rate(our),
      floor: `${rate(bare)} raw inserts`,
      ratio: percent(our / bare),
      target: "–",
      met: null,
    });
  }
  return figures;
}

export const commits = figuresAs("commits of one document on each engine against raw inserts", () =>
  commitFigures(process.env["WARMLINE_TEST_MONGO_URL"]),
);
