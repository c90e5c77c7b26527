import type { mongo } from "mongoose";
import { STORE_VERSION } from "@warmline/shared/store/version.ts";
import type { CommitDocument, CommitLog, LoggedWrite, PassedCommit } from "./commit-log.ts";
import { duplicatesOf } from "./errors.ts";
import type { Kept } from "./models.ts";
import { keptName } from "./names.ts";

/** Writes in one bulk, and ids in one question. */
const CHUNK = 1_000;

type Operation = mongo.AnyBulkWriteOperation<Kept>;
type Versioned = Omit<LoggedWrite, "body">;

/** A write with the position of its commit, which is kept with the document. */
interface PlacedWrite extends LoggedWrite {
  readonly position: number;
}

/**
 * Brings the collections up to what the log says; the same writes may come again in any order. When
 * it has, a majority holds them: so nothing that this node builds on can be taken back.
 */
export interface Applier {
  /** Commits just made here. */
  apply(commits: readonly CommitDocument[]): Promise<void>;
  /** Commits of others: their writers have mostly done it, so look before writing. */
  catchUp(commits: readonly PassedCommit[]): Promise<void>;
  /** Whether all of this is in the collections. */
  holds(commits: readonly PassedCommit[]): Promise<boolean>;
}

export function createApplier(
  database: mongo.Db,
  log: CommitLog,
  storeVersion = STORE_VERSION,
): Applier {
  // Not through the models: the log may hold a collection that only a newer program declares.
  const target = (name: string) => database.collection<Kept>(keptName(name, storeVersion));
  // What only the primary has so far, the next primary may lack: that is written once more.
  const durable = (name: string) =>
    database.collection<Kept>(keptName(name, storeVersion), { readConcern: { level: "majority" } });

  async function write(writes: readonly PlacedWrite[]): Promise<void> {
    await perCollection(newestOf(writes), async (name, chunk) => {
      await bulk(target(name), chunk.map(operation));
    });
  }

  async function catchUp(commits: readonly PassedCommit[]): Promise<void> {
    const wanted = new Map<string, number>();
    const newest = newestOf(commits.flatMap(({ writes }) => writes));
    for (const { collection, id, rev } of await olderThan(durable, newest)) {
      wanted.set(`${collection}/${id}`, rev);
    }
    const isWanted = ({ collection, id, rev }: Versioned) =>
      wanted.get(`${collection}/${id}`) === rev;
    const holding = commits.filter(({ writes }) => writes.some(isWanted));
    if (holding.length === 0) return;
    let loaded: PlacedWrite[] = [];
    const bodiless: Versioned[] = [];
    for await (const { _id: position, writes } of log.whole(holding.map((one) => one.position))) {
      for (const { body, ...version } of writes.filter(isWanted)) {
        if (body === undefined) bodiless.push(version);
        else loaded.push({ ...version, body, position });
      }
      if (loaded.length < CHUNK) continue;
      await write(loaded);
      loaded = [];
    }
    await write(loaded);
    await mustHold(bodiless);
  }

  /** Bodies go only after their documents have come: since we looked, then. */
  async function mustHold(versions: readonly Versioned[]): Promise<void> {
    const [missing] = await olderThan(durable, versions);
    if (missing === undefined) return;
    const { collection, id, rev } = missing;
    throw new Error(
      `${collection}/${id} is older than its revision ${rev}, and the log has no body of that ` +
        "any more: the collections were lost or restored from an older backup than the commits",
    );
  }

  return {
    apply: (commits) =>
      write(
        commits.flatMap(({ _id: position, writes }) => writes.map((one) => ({ ...one, position }))),
      ),
    catchUp,
    async holds(commits) {
      const newest = newestOf(commits.flatMap(({ writes }) => writes));
      return (await olderThan(durable, newest)).length === 0;
    },
  };
}

/** Those whose documents are older, or missing. */
async function olderThan<W extends Versioned>(
  durable: (name: string) => mongo.Collection<Kept>,
  versions: readonly W[],
): Promise<W[]> {
  const older: W[] = [];
  await perCollection(versions, async (name, chunk) => {
    const kept = await durable(name)
      .find({ _id: { $in: chunk.map(({ id }) => id) } })
      .project<Pick<Kept, "_id" | "rev">>({ rev: 1 })
      .toArray();
    const revs = new Map(kept.map(({ _id, rev }) => [_id, rev]));
    older.push(...chunk.filter(({ id, rev }) => (revs.get(id) ?? 0) < rev));
  });
  return older;
}

function newestOf<W extends Versioned>(writes: readonly W[]): W[] {
  const newest = new Map<string, W>();
  for (const write of writes) {
    const key = `${write.collection}/${write.id}`;
    if ((newest.get(key)?.rev ?? 0) < write.rev) newest.set(key, write);
  }
  return [...newest.values()];
}

async function perCollection<W extends Versioned>(
  writes: readonly W[],
  work: (name: string, chunk: readonly W[]) => Promise<void>,
): Promise<void> {
  const groups = Map.groupBy(writes, ({ collection }) => collection);
  await Promise.all(
    [...groups].map(async ([name, group]) => {
      for (let at = 0; at < group.length; at += CHUNK)
        await work(name, group.slice(at, at + CHUNK));
    }),
  );
}

/** A first revision is only ever inserted: so a role may forbid changing append-only documents. */
function operation({ id, rev, body, position }: PlacedWrite): Operation {
  const document = { _id: id, ...body, rev, _position: position } as unknown as Kept;
  if (rev === 1) return { insertOne: { document } };
  return {
    replaceOne: { filter: { _id: id, rev: { $lt: rev } }, replacement: document, upsert: true },
  };
}

/**
 * A duplicate key says that the document is there already. For an insert that is enough. A replace
 * may have met an older one, put there between its search and its insert: it goes once more,
 * without the insert, and then either replaces it or finds it newer.
 */
async function bulk(target: mongo.Collection<Kept>, operations: Operation[]): Promise<void> {
  try {
    await target.bulkWrite(operations, { ordered: false });
  } catch (error) {
    const duplicates = duplicatesOf(error);
    if (duplicates === null) throw error;
    const again = duplicates.flatMap(({ index }) => {
      const refused = operations[index];
      if (refused === undefined || !("replaceOne" in refused)) return [];
      return [{ replaceOne: { ...refused.replaceOne, upsert: false } }];
    });
    if (again.length > 0) await target.bulkWrite(again, { ordered: false });
  }
}
