import { chmod, mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Logger } from "pino";
import { v7 as uuid } from "uuid";
import type { SearchIndex } from "@warmline/search/port.ts";
import { SEARCH_KINDS } from "@warmline/shared/search/kinds.ts";
import type { FileStore } from "./platform/files/port.ts";
import { StoreUnavailable, type Store, type StoreShare } from "@warmline/shared/store/port.ts";
import type { Collection } from "@warmline/shared/store/collection.ts";
import type { Config } from "./config.ts";
import type { Ids } from "@warmline/shared/kernel/ids.ts";
import { instantOf, type Clock } from "@warmline/shared/kernel/time.ts";
import { makeKeyedMutex } from "./platform/commands/keyed-mutex.ts";
import type { Deps } from "./platform/deps.ts";
import { makeRecords } from "./platform/records/records.ts";
import type { Jobs } from "./platform/jobs/port.ts";
import type { ReportStore } from "./platform/reports/port.ts";
import type { Module } from "./platform/module.ts";
import type { BackupEngine } from "./platform/stores/backup.ts";
import type { UpgradeSite } from "./platform/stores/upgrade.ts";
import type { SqliteShare } from "./platform/stores/sqlite/store.ts";

export interface Engines {
  readonly store: Store;
  readonly files: FileStore;
  readonly search: SearchIndex;
  readonly reports: ReportStore;
  /** Opens the engine of jobs, for a process that wants some done. */
  jobs(time: { readonly clock: Clock; readonly ids: Ids }): Jobs;
  close(): Promise<void>;
}

/** The only file that knows which engines are in use; it loads no more than the profile needs. */
export async function openEngines(
  config: Config,
  log: Logger,
  collections: readonly Collection[],
): Promise<Engines> {
  return config.PROFILE === "cluster"
    ? openCluster(config, log, collections)
    : openEmbedded(config, log, collections);
}

/** The store alone, for programs that only read: nothing is made where nothing is. */
export async function openStoreToRead(
  config: Config,
  log: Logger,
  collections: readonly Collection[],
): Promise<Store> {
  if (config.PROFILE === "cluster") {
    const { store, close } = await openCluster(config, log, collections);
    return { ...store, close };
  }
  const { openReadOnlySqliteStore } = await import("./platform/stores/sqlite/read-only.ts");
  return openReadOnlySqliteStore(fileIn(config));
}

/**
 * Where a store of the version before is upgraded; null: it is of this version already. Throws
 * `StoreUnusable` for one that this program cannot upgrade.
 */
export async function openUpgrade(config: Config): Promise<UpgradeSite | null> {
  if (config.PROFILE === "cluster") {
    const { openMongoUpgrade } = await import("./platform/stores/mongo/upgrade-site.ts");
    return openMongoUpgrade({ url: config.MONGO_URL ?? "", database: config.MONGO_DATABASE });
  }
  const { openSqliteUpgrade } = await import("./platform/stores/sqlite/upgrade-site.ts");
  return openSqliteUpgrade(fileIn(config));
}

/** What makes and restores backups of the profile's store and files. */
export async function openBackups(
  config: Config,
  collections: readonly Collection[],
): Promise<BackupEngine> {
  if (config.PROFILE === "cluster") {
    const { databaseBackups } = await import("./platform/stores/mongo/backup.ts");
    return databaseBackups({
      url: config.MONGO_URL ?? "",
      database: config.MONGO_DATABASE,
      collections,
    });
  }
  const { folderBackups } = await import("./platform/stores/sqlite/backup.ts");
  return folderBackups({ data: config.DATA_DIR, collections });
}

/**
 * The engines of this process for another thread of it: `share` comes from the store that the
 * process has opened, and must be closed after this one.
 */
export async function openSharedEngines(
  share: StoreShare,
  config: Config,
  log: Logger,
  collections: readonly Collection[],
): Promise<Engines> {
  if (share.engine === "mongo") return openCluster(config, log, collections);
  const { openSharedSqliteStore } = await import("./platform/stores/sqlite/share.ts");
  return besides(openSharedSqliteStore(share as SqliteShare), config, log);
}

async function openEmbedded(
  config: Config,
  log: Logger,
  collections: readonly Collection[],
): Promise<Engines> {
  const { openSqliteStore } = await import("./platform/stores/sqlite/open.ts");
  const { refuseHalfRestoredFolder } = await import("./platform/stores/sqlite/backup.ts");
  await makeFolder(config.DATA_DIR);
  refuseHalfRestoredFolder(config.DATA_DIR);
  const store = await openSqliteStore({
    file: fileIn(config),
    collections,
    onFollowerError: (error) => log.error({ err: error }, "follower"),
  });
  // The log and its index take the mode of the file.
  await forOwnerAlone(fileIn(config));
  return besides(store, config, log);
}

/** Takes from others what they may do with it: it may stand there since an earlier version. */
async function forOwnerAlone(path: string): Promise<void> {
  const { mode } = await stat(path);
  if ((mode & 0o077) !== 0) await chmod(path, mode & 0o700);
}

function fileIn({ DATA_DIR }: Config): string {
  return join(DATA_DIR, "warmline.sqlite");
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await forOwnerAlone(folder);
  } catch (error) {
    const { message } = error as Error;
    throw new StoreUnavailable(`the data folder cannot be made: ${message}`, { cause: error });
  }
}

/** The store with what stands beside it in the embedded profile. */
async function besides(store: Store, { DATA_DIR }: Config, log: Logger): Promise<Engines> {
  const { openFolderFiles } = await import("./platform/files/folder.ts");
  const { openEmbeddedJobs } = await import("./platform/jobs/embedded/open.ts");
  const { openFts5 } = await import("@warmline/search/fts5/open.ts");
  const files = await openFolderFiles(join(DATA_DIR, "files"));
  const search = openFts5(join(DATA_DIR, "search"));
  const reports = await openReports({ DATA_DIR });
  return {
    store,
    files,
    search,
    reports,
    jobs: (time) => openEmbeddedJobs({ ...time, store, log }),
    async close() {
      await reports.close();
      await search.close();
      await files.close();
      await store.close();
    },
  };
}

async function openCluster(
  config: Config,
  log: Logger,
  collections: readonly Collection[],
): Promise<Engines> {
  const { openMongoStore } = await import("./platform/stores/mongo/open.ts");
  const { openGridFsFiles } = await import("./platform/files/gridfs.ts");
  const { createRedisNotifier } = await import("./platform/notifier/redis.ts");
  const { openBullJobs } = await import("./platform/jobs/bullmq/open.ts");
  const [url, database] = [config.MONGO_URL ?? "", config.MONGO_DATABASE];
  const redis = config.REDIS_URL ?? "";
  const onError = (error: unknown) => log.warn({ err: error }, "engine");
  const notifier = await createRedisNotifier({
    url: redis,
    channel: database,
    onError,
  });
  const store = await openMongoStore({ url, database, collections, notifier });
  const files = await openGridFsFiles({ url, database });
  const search = await openSearch(config);
  const reports = await openReports(config);
  return {
    store,
    files,
    search,
    reports,
    jobs: ({ clock }) => openBullJobs({ url: redis, prefix: database, store, clock, log }),
    async close() {
      await reports.close();
      await search.close();
      await files.close();
      await store.close();
      await notifier.close();
    },
  };
}

/** One index for all nodes; without an Elasticsearch each has an index of its own. */
async function openSearch(config: Config): Promise<SearchIndex> {
  const { ELASTICSEARCH_URL: url, MONGO_DATABASE: prefix } = config;
  if (url === undefined) {
    const { openFts5 } = await import("@warmline/search/fts5/open.ts");
    return openFts5(join(config.DATA_DIR, "search"));
  }
  const { openElasticsearch } = await import("@warmline/search/elasticsearch/open.ts");
  return openElasticsearch({ url, prefix: prefix.toLowerCase(), kinds: SEARCH_KINDS });
}

/** Each node has a file of its own, whatever the profile: it follows from the log. */
async function openReports({ DATA_DIR }: Pick<Config, "DATA_DIR">): Promise<ReportStore> {
  const { openDuckDb } = await import("./platform/reports/duckdb/open.ts");
  return openDuckDb(join(DATA_DIR, "reports", "reports.duckdb"));
}

/** What commands are handed, and the ways to end it. */
export interface OpenDeps extends Deps {
  /** Ends what was begun with these dependencies; engines stay open. */
  stop(): Promise<void>;
  /** Closes the engines. */
  close(): Promise<void>;
}

/** Time and ids of this machine; tests bring a clock of their own. */
export const systemClock: Clock = { now: () => instantOf(Date.now()) };

/** Real time and time-ordered random ids over the engines of the profile. */
export async function openDeps(
  config: Config,
  log: Logger,
  modules: readonly Module[],
  clock = systemClock,
): Promise<OpenDeps> {
  return makeDeps(await openEngines(config, log, collectionsOf(modules)), config, log, clock);
}

export function makeDeps(
  engines: Engines,
  config: Config,
  log: Logger,
  clock = systemClock,
): OpenDeps {
  const stops: (() => Promise<void>)[] = [];
  const ids = { next: () => uuid() };
  const jobs = engines.jobs({ clock, ids });
  const records = makeRecords({ store: engines.store, clock, ids, log });
  return {
    config,
    log,
    store: engines.store,
    files: engines.files,
    search: engines.search,
    reports: engines.reports,
    jobs,
    clock,
    ids,
    mutex: makeKeyedMutex(),
    records,
    onStop: (stop) => void stops.push(stop),
    stop: async () => void (await Promise.all(stops.splice(0).map((stop) => stop()))),
    async close() {
      await jobs.close();
      await records.close();
      await engines.close();
    },
  };
}

function collectionsOf(modules: readonly Module[]): readonly Collection[] {
  return modules.flatMap(({ collections = [] }) => collections);
}
