import type { Collection } from "@warmline/shared/store/collection.ts";
import {
  StoreUnavailable,
  type Anchor,
  type LogEntry,
  type Store,
} from "@warmline/shared/store/port.ts";
import type { Notifier } from "../../notifier/notifier.ts";
import { createFollowers } from "../followers.ts";
import { CHAIN_START } from "../hash-chain.ts";
import { createAged } from "./aged.ts";
import { createApplier, type Applier } from "./apply.ts";
import { createCommitLog, type CommitLog } from "./commit-log.ts";
import { createCommitter, type Committer } from "./committer.ts";
import { compactNowAndThen, KEPT_WHOLE_MS } from "./compact.ts";
import { connect, type Connection } from "./connection.ts";
import { createLookups } from "./lookups.ts";
import { createMarks } from "./marks.ts";
import { createModels, type Models } from "./models.ts";
import { prepare } from "./prepare.ts";
import { createProgress, type Progress } from "./progress.ts";
import { createReader } from "./read.ts";
import type { SenderOptions } from "./sender.ts";
import { createSnapshots } from "./snapshots.ts";
import { createTurns } from "./turns.ts";

export interface MongoOptions {
  /** `mongodb://…` or `mongodb+srv://…`; a replica set in production. */
  readonly url: string;
  readonly database: string;
  readonly collections: readonly Collection[];
  /** Rings for commits of other nodes; the store rings it for its own. Closed by who made it. */
  readonly notifier: Notifier;
  /**
   * How long a call waits for an engine that is away before it throws, in milliseconds: longer than
   * the 10 to 12 seconds that a replica set takes to elect a new primary.
   */
  readonly waitMs?: number;
  /** Told when a follower's handler failed; the follower tries again by itself. */
  readonly onFollowerError?: (error: unknown) => void;
  /**
   * How many commits stay whole and how long, and how often older ones are looked for: for tests.
   */
  readonly compact?: { readonly keep: number; readonly keepMs: number; readonly everyMs: number };
  /** It is what an upgrade fills, and not yet to be used by anybody else. */
  readonly upgrading?: boolean;
  /** It is what a restore has filled, and is now checked. */
  readonly restoring?: boolean;
  /** Runs when commits are in the log and not yet in their collections: for tests of crashes. */
  readonly onInserted?: SenderOptions["onInserted"];
}

const WAIT_MS = 30_000;
/** Log entries in one question. */
const PAGE = 512;

/** The document store on MongoDB. Throws `StoreUnavailable` when the engine cannot be reached. */
export async function openMongoStore(options: MongoOptions): Promise<Store> {
  const { notifier, waitMs = WAIT_MS } = options;
  const onError = options.onFollowerError ?? ((error) => process.emitWarning(String(error)));
  const connection = await connect({ url: options.url, database: options.database, waitMs });
  const { attempt } = connection;
  const parts = createParts(connection, options, waitMs);
  const { log, progress, models, committer } = parts;
  try {
    await prepare(options, { waitMs, progress });
  } catch (error) {
    await connection.close();
    throw error;
  }
  const reader = createReader(models, createSnapshots(progress, log));
  const readFrom = (remembered: boolean): Store["read"] => {
    return (position, limit) =>
      attempt(() => readLog({ progress, log, remembered }, position, limit));
  };
  const read = readFrom(true);
  const followers = createFollowers({ read, notifier, onError });
  const compaction = startCompaction(connection, options, parts, onError);
  let closing = false;

  const store: Store = {
    async commit(writes, guards = []) {
      if (closing) throw new StoreUnavailable("MongoDB: the store is closed");
      for (const { collection } of [...writes, ...guards]) models.of(collection);
      return await committer.commit(writes, guards);
    },
    get: (collection, id) => attempt(() => reader.get(collection, id)),
    getMany: (collection, ids) => attempt(() => reader.getMany(collection, ids)),
    find: (collection, query) => attempt(() => reader.find(collection, query)),
    count: (collection, selection) => attempt(() => reader.count(collection, selection)),
    group: (collection, selection) => attempt(() => reader.group(collection, selection)),
    size: (collection) => attempt(() => models.of(collection).countDocuments().exec()),
    direct: () => ({ ...store, read: readFrom(false) }),
    head: () =>
      attempt(async () => {
        await progress.advance();
        return progress.head;
      }),
    anchor: () =>
      attempt(async () => {
        await progress.advance();
        return anchorOf(progress);
      }),
    read,
    follow: followers.follow,
    followers: followers.followers,
    // A thread connects by itself.
    share: () => ({ engine: "mongo", transfer: [] }),
    async close() {
      if (closing) return;
      closing = true;
      await compaction.stop();
      await followers.close();
      await committer.idle();
      await progress.close();
      await connection.close();
    },
  };
  return store;
}

interface Parts {
  readonly log: CommitLog;
  readonly applier: Applier;
  readonly progress: Progress;
  readonly models: Models;
  readonly committer: Committer;
}

/** The log, what brings it into the collections, and what writes it. */
function createParts(connection: Connection, options: MongoOptions, waitMs: number): Parts {
  const log = createCommitLog(connection.database);
  const applier = createApplier(connection.database, log);
  const progress = createProgress({
    log,
    applier,
    marks: createMarks(connection.database, "applied"),
    onPassed: (token, position) => committer.passed(token, position),
  });
  const models = createModels(connection.mongoose, options.collections);
  const committer = createCommitter({
    log,
    lookups: createLookups(models),
    progress,
    turns: createTurns(connection.database),
    waitMs,
    onCommit: options.notifier.notify,
    onInserted: options.onInserted,
  });
  return { log, applier, progress, models, committer };
}

function startCompaction(
  { database }: Connection,
  options: MongoOptions,
  { log, applier, progress }: Parts,
  onError: (error: unknown) => void,
) {
  const { keepMs = KEPT_WHOLE_MS, ...compact } = options.compact ?? {};
  const marks = createMarks(database, "trimmed");
  const aged = createAged(database, keepMs);
  const head = () => progress.head;
  return compactNowAndThen({ log, applier, marks, aged, head, ...compact }, onError);
}

function anchorOf({ head, hash }: Progress): Anchor {
  return {
    position: head,
    hash: hash === CHAIN_START ? "" : Buffer.from(hash).toString("hex"),
  };
}

/**
 * From memory when the newest are asked for and may be remembered, else from the engine; never more
 * than is applied.
 */
async function readLog(
  of: { readonly progress: Progress; readonly log: CommitLog; readonly remembered: boolean },
  position: number,
  limit: number,
): Promise<LogEntry[]> {
  const { progress, log, remembered } = of;
  if (position + limit > progress.head) await progress.advance();
  const last = Math.min(position + limit, progress.head);
  if (last <= position) return [];
  const recent = remembered ? progress.recent(position, last) : null;
  if (recent !== null) return recent;
  const page = await log.page(position + 1, Math.min(PAGE, last - position));
  return page.map(({ token: _, ...entry }) => entry);
}
