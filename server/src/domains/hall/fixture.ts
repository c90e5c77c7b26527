import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import type { Role, Scope } from "@warmline/shared/access/actor.ts";
import { counters, hallServices } from "@warmline/shared/hall/model.ts";
import { orgNodes } from "@warmline/shared/households/model.ts";
import { instantOf } from "@warmline/shared/kernel/time.ts";
import type { Body, Collection, Stored } from "@warmline/shared/store/collection.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { insert, type Write } from "@warmline/shared/store/write.ts";
import { readConfig } from "../../config.ts";
import { makeDeps } from "../../engines.ts";
import { collections } from "../../modules.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { createInProcessNotifier } from "../../platform/notifier/in-process.ts";
import type { Notifier } from "../../platform/notifier/notifier.ts";

/**
 * For tests only: halls with services and counters on a real store, and a clock that a test
 * moves.
 */
export interface HallFixture {
  readonly deps: Deps;
  readonly clock: { at: number };
  /** The same database over a connection and with a mutex of its own: another process's view. */
  another(): Promise<Deps>;
  close(): Promise<void>;
}

export type Engine = "sqlite" | "mongo";
const MONGO_URL = process.env["WARMLINE_TEST_MONGO_URL"];

/** For `describe.each`: MongoDB is visibly skipped where there is none. */
export const ENGINES = [
  { engine: "sqlite", missing: false },
  { engine: "mongo", missing: MONGO_URL === undefined },
] as const;

/** 2026-11-23 09:00 in the city. */
const MORNING = Date.parse("2026-11-23T01:00:00Z");

interface Options {
  readonly counterCount?: number;
  readonly engine?: Engine;
}

export async function openHall({ counterCount = 3, engine = "sqlite" }: Options = {}) {
  const clock = { at: MORNING };
  const database = engine === "sqlite" ? sqliteDatabase() : mongoDatabase();
  const opened: Store[] = [];
  let ids = 0;
  const open = async (): Promise<Deps> => {
    const store = await database.open();
    opened.push(store);
    const engines = {
      store,
      files: undefined as unknown as Deps["files"],
      search: undefined as unknown as Deps["search"],
      reports: undefined as unknown as Deps["reports"],
      jobs: () => undefined as unknown as Deps["jobs"],
      close: store.close,
    };
    return {
      ...makeDeps(engines, readConfig({}), pino({ level: "silent" })),
      clock: { now: () => instantOf(clock.at) },
      ids: { next: () => `id-${String((ids += 1)).padStart(6, "0")}` },
    };
  };
  const deps = await open();
  await furnishHall(deps.store, counterCount);
  return {
    deps,
    clock,
    another: open,
    async close() {
      for (const store of opened) await store.close();
      await database.drop();
    },
  } satisfies HallFixture;
}

interface OwnDatabase {
  open(): Promise<Store>;
  drop(): Promise<void>;
}

function sqliteDatabase(): OwnDatabase {
  const folder = mkdtempSync(join(tmpdir(), "warmline-hall-"));
  return {
    async open() {
      const { openSqliteStore } = await import("../../platform/stores/sqlite/open.ts");
      return openSqliteStore({ file: join(folder, "hall.db"), collections });
    },
    drop: async () => rmSync(folder, { recursive: true }),
  };
}

function mongoDatabase(): OwnDatabase {
  const url = MONGO_URL ?? "";
  const database = `warmline_test_${randomUUID().slice(0, 8)}`;
  const notifiers: Notifier[] = [];
  return {
    async open() {
      const { openMongoStore } = await import("../../platform/stores/mongo/open.ts");
      const notifier = createInProcessNotifier();
      notifiers.push(notifier);
      return openMongoStore({ url, database, collections, notifier });
    },
    async drop() {
      for (const notifier of notifiers) await notifier.close();
      const { connect } = await import("../../platform/stores/mongo/connection.ts");
      const connection = await connect({ url, database, waitMs: 5_000 });
      await connection.database.dropDatabase();
      await connection.close();
    },
  };
}

/** Hall `hall` with services A, B (and inactive C) and counters 1 … n that serve A and B. */
export async function furnishHall(store: Store, counterCount: number): Promise<void> {
  const halls = [
    { id: "hall", name: "西城" },
    { id: "other-hall", name: "南城" },
  ];
  const services = [
    ["A", "缴费", "Payments"],
    ["B", "报停复热", "Stop and restore"],
    ["C", "过户", "Change of holder"],
  ] as const;
  await commitAll(store, [
    ...halls.map((hall) =>
      insert(orgNodes, { ...hall, kind: "hall", parentId: "head", path: ["head", hall.id] }),
    ),
    ...services.map(([series, nameZh, nameEn]) => {
      const names = { series, nameZh, nameEn };
      return insert(hallServices, { id: series, hallId: "hall", ...names, active: series !== "C" });
    }),
    ...Array.from({ length: counterCount }, (_, index) => counterWrite("hall", index + 1)),
    counterWrite("other-hall", 1),
  ]);
}

/** `counter-1` … of the hall, `other-hall-1` of the other one. */
function counterWrite(hallId: string, number: number): Write {
  const id = hallId === "hall" ? `counter-${number}` : `${hallId}-${number}`;
  const serviceIds = ["A", "B"];
  return insert(counters, { id, hallId, number, serviceIds, state: "closed", priorityRun: 0 });
}

export async function put<D extends Stored>(
  store: Store,
  collection: Collection<D>,
  body: Body<D>,
): Promise<void> {
  await commitAll(store, [insert(collection, body)]);
}

async function commitAll(store: Store, writes: readonly Write[]): Promise<void> {
  const done = await store.commit(writes);
  if (!done.ok) throw new Error(`not put: ${JSON.stringify(done.conflict)}`);
}

export function counterStaff(
  id: string,
  roles: readonly Role[] = ["cashier"],
  scope: Scope = { kind: "hall", hallId: "hall" },
): Caller {
  return {
    actor: { kind: "staff", id, name: `员工${id}`, roles, scope },
    origin: "test",
    language: "zh",
  };
}

export function kiosk(key: string): Caller {
  return {
    actor: { kind: "kiosk", id: "kiosk-1", name: "自助机", hallId: "hall" },
    origin: "kiosk",
    language: "zh",
    key,
  };
}

/** The same dependencies, but for `intrude`, which comes before the next commit, and a count. */
export function interrupted(deps: Deps, intrude: () => Promise<unknown>) {
  const seen = { commits: 0 };
  const commit: Store["commit"] = async (writes, guards) => {
    seen.commits += 1;
    if (seen.commits === 1) await intrude();
    return deps.store.commit(writes, guards);
  };
  return { deps: { ...deps, store: { ...deps.store, commit } }, seen };
}
