import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import type { Store } from "@warmline/shared/store/port.ts";
import { readConfig } from "../../config.ts";
import { makeDeps } from "../../engines.ts";
import { collections } from "../../modules.ts";
import type { Deps } from "../deps.ts";
import { createInProcessNotifier } from "../notifier/in-process.ts";
import { connect } from "./mongo/connection.ts";
import { openMongoStore } from "./mongo/open.ts";
import { openSqliteStore } from "./sqlite/open.ts";

/** For tests only: nodes at one store, as several processes are. */

const MONGO_URL = process.env["WARMLINE_TEST_MONGO_URL"];

/** The engines, and whether each is there to be tested. */
export const ENGINES = [
  { engine: "sqlite", missing: false },
  { engine: "mongo", missing: MONGO_URL === undefined },
] as const;
type Engine = (typeof ENGINES)[number]["engine"];

export interface Nodes {
  /** Each with a connection and a mutex of its own: they meet in the store alone. */
  readonly nodes: readonly [Deps, Deps];
  close(): Promise<void>;
}

/** Two nodes at a new, empty store. */
export async function openNodes(engine: Engine): Promise<Nodes> {
  const { open, remove } = engine === "sqlite" ? await sqliteFile() : mongoDatabase(MONGO_URL!);
  const stores = [await open(), await open()] as const;
  const nodeOver = (store: Store): Deps =>
    makeDeps(
      {
        store,
        files: undefined as unknown as Deps["files"],
        search: undefined as unknown as Deps["search"],
        reports: undefined as unknown as Deps["reports"],
        jobs: () => undefined as unknown as Deps["jobs"],
        close: store.close,
      },
      readConfig({}),
      pino({ level: "silent" }),
    );
  return {
    nodes: [nodeOver(stores[0]), nodeOver(stores[1])],
    async close() {
      for (const store of stores) await store.close();
      await remove();
    },
  };
}

interface Database {
  open(): Promise<Store>;
  remove(): Promise<void>;
}

async function sqliteFile(): Promise<Database> {
  const folder = await mkdtemp(join(tmpdir(), "warmline-nodes-"));
  return {
    open: () => openSqliteStore({ file: join(folder, "nodes.sqlite"), collections }),
    remove: () => rm(folder, { recursive: true }),
  };
}

function mongoDatabase(url: string): Database {
  const database = `warmline_test_${randomUUID().slice(0, 8)}`;
  return {
    open: () => openMongoStore({ url, database, collections, notifier: createInProcessNotifier() }),
    async remove() {
      const connection = await connect({ url, database, waitMs: 5_000 });
      await connection.database.dropDatabase();
      await connection.close();
    },
  };
}
