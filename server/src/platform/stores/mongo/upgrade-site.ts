import { randomUUID } from "node:crypto";
import type { mongo } from "mongoose";
import { StoreUnusable } from "@warmline/shared/store/port.ts";
import type { FormerDocument, FormerStore } from "@warmline/shared/store/upgrade.ts";
import { STORE_VERSION } from "@warmline/shared/store/version.ts";
import { createInProcessNotifier } from "../../notifier/in-process.ts";
import type { UpgradeSite } from "../upgrade.ts";
import { createApplier } from "./apply.ts";
import { createCommitLog, type CommitDocument } from "./commit-log.ts";
import { connect, type Connection } from "./connection.ts";
import { refuseHalfRestored } from "./dump.ts";
import { isDuplicate } from "./errors.ts";
import { createMarks } from "./marks.ts";
import { keptName, namesOf, versionOf } from "./names.ts";
import { openMongoStore } from "./open.ts";
import { createProgress } from "./progress.ts";
import { upgradeMarks } from "./upgrade-mark.ts";

const WAIT_MS = 30_000;
/** The store's, of whichever version. */
const OWN = new Set(["commits", "marks", "positionRequests"]);

export interface UpgradeOptions {
  readonly url: string;
  readonly database: string;
}

/**
 * The database of the version before: its log is closed, so that no node which is still running can
 * commit, and what is made of its collections is put into those of this version. Null: it is of
 * this version. Throws `StoreUnusable` when it is of none that this program can upgrade.
 */
export async function openMongoUpgrade(options: UpgradeOptions): Promise<UpgradeSite | null> {
  const connection = await connect({ ...options, waitMs: WAIT_MS, unhurried: true });
  try {
    const from = await begin(connection.database);
    if (from !== null) return siteOf(options, connection, from);
    await connection.close();
    return null;
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/** Answers the version that is upgraded from, once nothing can be committed to it any more. */
async function begin(database: mongo.Db): Promise<number | null> {
  await refuseHalfRestored(database);
  const marks = upgradeMarks(database);
  const begun = await marks.findOne({ _id: "upgrade" });
  if (begun !== null) return begun.from;
  const from = await versionOf(database);
  if (from === 0) {
    throw new StoreUnusable(`there is nothing in the database ${database.databaseName}`);
  }
  if (from === STORE_VERSION) return null;
  await closeLog(database, from);
  await marks.insertOne({ _id: "upgrade", from });
  return from;
}

type ClosingCommit = Omit<CommitDocument, "writes" | "seal"> & { readonly writes: null };

/**
 * Takes the position behind the last commit with something that no program reads past: every node
 * reads all commits before it makes one. Programs from version 2 on say why, those before it stop
 * at writes that are none.
 */
async function closeLog(database: mongo.Db, version: number): Promise<void> {
  const name = keptName("commits", version);
  const commits = database.collection<ClosingCommit>(name);
  for (;;) {
    const [last] = await commits.find().sort({ _id: -1 }).limit(1).toArray();
    if (last?.writes === null) return;
    const head = await bringUpToDate(database, version);
    const closing = { _id: head + 1, token: randomUUID(), keys: [`closed@${head + 1}`] };
    try {
      await commits.insertOne({ ...closing, writes: null });
      return;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
  }
}

/** Everything that the log holds into its collections; answers the newest position. */
async function bringUpToDate(database: mongo.Db, version: number): Promise<number> {
  const log = createCommitLog(database, keptName("commits", version));
  const progress = createProgress({
    log,
    applier: createApplier(database, log, version),
    marks: createMarks(database, "applied", keptName("marks", version)),
    onPassed: () => undefined,
  });
  await progress.open();
  return progress.head;
}

function siteOf(options: UpgradeOptions, connection: Connection, version: number): UpgradeSite {
  const { database } = connection;
  return {
    former: formerIn(database, version),
    openNext: (collections) =>
      openMongoStore({
        ...options,
        collections,
        notifier: createInProcessNotifier(),
        upgrading: true,
      }),
    async finish() {
      await upgradeMarks(database).deleteOne({ _id: "upgrade" });
      return `its own collections of ${options.database}`;
    },
    close: () => connection.close(),
  };
}

function formerIn(database: mongo.Db, version: number): FormerStore {
  const of = (name: string) => database.collection<{ _id: string }>(keptName(name, version));
  const documentOf = ({ _id, ...rest }: { _id: string }): FormerDocument => {
    const { _position, ...document } = rest as FormerDocument;
    return { ...document, id: _id };
  };
  return {
    version,
    async names() {
      const names = (await namesOf(database, version)).filter((name) => !OWN.has(name)).toSorted();
      const filled = await Promise.all(names.map((name) => of(name).findOne()));
      return names.filter((_, place) => filled[place] !== null);
    },
    count: (name) => of(name).countDocuments(),
    async page(name, after, limit) {
      const found = of(name).find({ _id: { $gt: after } });
      return (await found.sort({ _id: 1 }).limit(limit).toArray()).map(documentOf);
    },
    async where(name, field, values) {
      return (
        await of(name)
          .find({ [field]: { $in: [...values] } })
          .toArray()
      ).map(documentOf);
    },
  };
}
