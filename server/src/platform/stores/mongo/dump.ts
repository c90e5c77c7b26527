import { mongo } from "mongoose";
import { assert } from "@warmline/shared/kernel/assert.ts";
import { StoreUnusable } from "@warmline/shared/store/port.ts";
import { STORE_VERSION } from "@warmline/shared/store/version.ts";
import { COMMITS } from "./commit-log.ts";
import { MARKS } from "./marks.ts";
import { isFile, keptName, namesOf } from "./names.ts";
import { TURNS } from "./turns.ts";

const { EJSON } = mongo.BSON;

const FORMAT = 1;
/** Documents in one insert of a restore, and bytes of their text. */
const BATCH = 1_000;
const BATCH_BYTES = 8 * 1024 * 1024;

/** The first line: everything up to `applied` was in its collection when the dump began. */
interface Header {
  readonly dump: "warmline";
  readonly format: number;
  readonly applied: number;
}
interface Line {
  readonly in: string;
  readonly document: mongo.Document;
}
/** The last line, by which a dump that was cut short is told. */
interface End {
  readonly end: number;
}

/**
 * Everything in the database as lines of extended JSON, one a document, collection after
 * collection, while work goes on. Commits come after all that was written from them, so that
 * whoever opens a restored copy finds in the log what a collection copied earlier does not have
 * yet; files come last, so that those which a commit names are there.
 */
export async function* dumpDatabase(database: mongo.Db): AsyncGenerator<string> {
  const majority = { readConcern: { level: "majority" } } as const;
  const marks = database.collection<{ _id: string; position?: number }>(MARKS, majority);
  const applied = (await marks.findOne({ _id: "applied" }))?.position ?? 0;
  const header: Header = { dump: "warmline", format: FORMAT, applied };
  yield JSON.stringify(header);
  let count = 0;
  for (const name of await dumpedNames(database)) {
    for await (const document of database.collection(name, majority).find().sort({ _id: 1 })) {
      count += 1;
      yield EJSON.stringify({ in: name, document } satisfies Line, { relaxed: false });
    }
  }
  yield JSON.stringify({ end: count } satisfies End);
}

/** In the order of the dump; what an older version left is not part of it. */
async function dumpedNames(database: mongo.Db): Promise<string[]> {
  const listed = await database.listCollections({}, { nameOnly: true }).toArray();
  const own = (await namesOf(database, STORE_VERSION)).map((name) => keptName(name));
  const ofStore = new Set([COMMITS, MARKS, TURNS]);
  return [
    ...own.filter((name) => !ofStore.has(name)).toSorted(),
    ...own.filter((name) => name === COMMITS),
    // What a file is goes before its parts, which were there first.
    ...listed
      .map(({ name }) => name)
      .filter(isFile)
      .toSorted()
      .toReversed(),
  ];
}

/**
 * Puts a dump into an empty database; opening the store over it then brings everything up to the
 * newest commit in it. Until `check` has ended it cannot be opened but by a check, and neither can
 * one that was left halfway. Throws for a dump that was cut short and for a database in use.
 */
export async function restoreDatabase(
  database: mongo.Db,
  lines: AsyncIterable<string>,
  check: () => Promise<void>,
): Promise<void> {
  const reader = lines[Symbol.asyncIterator]();
  const header = JSON.parse((await reader.next()).value ?? "{}") as Partial<Header>;
  assert(header.dump === "warmline" && header.format === FORMAT, "this is a dump of this format");
  const present = await database.listCollections({}, { nameOnly: true }).toArray();
  if (present.length > 0) {
    const told = `the database ${database.databaseName} is in use`;
    throw new StoreUnusable(`${told}: restore into one that is empty`);
  }
  const marks = database.collection<{ _id: string; position: number }>(MARKS);
  await marks.insertOne({ _id: RESTORING, position: 0 });
  let count = 0;
  let batch: Line[] = [];
  let bytes = 0;
  for (let next = await reader.next(); next.done !== true; next = await reader.next()) {
    const line = EJSON.parse(next.value) as Line | End;
    if ("end" in line) {
      await insertAll(database, batch);
      assert(line.end === count, `the dump has ${count} of its ${line.end} documents`);
      await marks.insertOne({ _id: "applied", position: header.applied ?? 0 });
      await check();
      await marks.deleteOne({ _id: RESTORING });
      return;
    }
    if (batch[0]?.in !== line.in || batch.length >= BATCH || bytes >= BATCH_BYTES) {
      await insertAll(database, batch);
      [batch, bytes] = [[], 0];
    }
    batch.push(line);
    bytes += next.value.length;
    count += 1;
  }
  assert(false, "the dump was cut short");
}

const RESTORING = "restoring";

async function insertAll(database: mongo.Db, [first, ...rest]: readonly Line[]): Promise<void> {
  if (first === undefined) return;
  const documents = [first, ...rest].map(({ document }) => document);
  await database.collection(first.in).insertMany(documents, { ordered: false });
}

/** Takes away what a restore that was cut short has left; anything else stays. */
export async function clearHalfRestored(database: mongo.Db): Promise<void> {
  const marks = database.collection<{ _id: string }>(MARKS);
  if ((await marks.findOne({ _id: RESTORING })) === null) return;
  const listed = await database.listCollections({}, { nameOnly: true }).toArray();
  // The mark goes last, so that this may be cut short too.
  for (const { name } of listed) if (name !== MARKS) await database.dropCollection(name);
  await database.dropCollection(MARKS);
}

/** Throws where a restore was begun and not ended. */
export async function refuseHalfRestored(database: mongo.Db): Promise<void> {
  const marks = database.collection<{ _id: string }>(MARKS);
  if ((await marks.findOne({ _id: RESTORING })) === null) return;
  throw new StoreUnusable(
    `the database ${database.databaseName} was restored halfway: run the restore again`,
  );
}
