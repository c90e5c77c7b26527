import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Stored, Body, Collection } from "@warmline/shared/store/collection.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { counters, hallServices } from "@warmline/shared/hall/model.ts";
import { orgNodes } from "@warmline/shared/households/model.ts";
import type { Role, StaffActor } from "@warmline/shared/access/actor.ts";
import { collections } from "../../modules.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { pino } from "pino";
import { readConfig } from "../../config.ts";
import { makeDeps } from "../../engines.ts";
import { openSqliteStore } from "../../platform/stores/sqlite/open.ts";

/**
 * For tests only: halls with services and counters on a real store, and a clock that a test
 * moves.
 */
export interface HallFixture {
  readonly deps: Deps;
  readonly clock: { at: number };
  /** The same database through another handle with mutex of its own: another process's view. */
  another(): Promise<Deps>;
  close(): Promise<void>;
}

/** 2026-11-23 09:00 in the city. */
const MORNING = Date.parse("2026-11-23T01:00:00Z");

export async function openHall({ counterCount = 3, clock = { at: MORNING } } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "warmline-hall-"));
  const opened: Store[] = [];
  let ids = 0;
  const open = async (): Promise<Deps> => {
    const store = await openSqliteStore({ file: join(folder, "hall.db"), collections });
    opened.push(store);
    const engines = { store, files: undefined as unknown as Deps["files"], close: store.close };
    return {
      ...makeDeps(engines, readConfig({}), pino({ level: "silent" })),
      clock: { now: () => clock.at },
      ids: { next: () => `id-${opened.length}-${String((ids += 1)).padStart(6, "0")}` },
    };
  };
  const deps = await open();
  await seed(deps.store, counterCount);
  return {
    deps,
    clock,
    another: open,
    async close() {
      for (const store of opened) await store.close();
      rmSync(folder, { recursive: true });
    },
  } satisfies HallFixture;
}

/** Hall `hall` with services A, B (and inactive C) and counters 1 … n that serve A and B. */
async function seed(store: Store, counterCount: number): Promise<void> {
  const path = ["head", "hall"];
  await put(store, orgNodes, { id: "hall", kind: "hall", name: "西城", parentId: "head", path });
  await put(store, orgNodes, {
    id: "other-hall",
    kind: "hall",
    name: "南城",
    parentId: "head",
    path,
  });
  for (const [series, nameZh, nameEn] of [
    ["A", "缴费", "Payments"],
    ["B", "报停复热", "Stop and restore"],
    ["C", "过户", "Change of holder"],
  ] as const) {
    const service = { id: series, hallId: "hall", series, nameZh, nameEn, active: series !== "C" };
    await put(store, hallServices, service);
  }
  for (let number = 1; number <= counterCount; number += 1) {
    await put(store, counters, {
      id: `counter-${number}`,
      hallId: "hall",
      number,
      serviceIds: ["A", "B"],
      state: "closed",
      priorityRun: 0,
    });
  }
}

export async function put<D extends Stored>(
  store: Store,
  collection: Collection<D>,
  body: Body<D>,
): Promise<void> {
  const done = await store.commit([insert(collection, body)]);
  if (!done.ok) throw new Error(`not put: ${JSON.stringify(done.conflict)}`);
}

export function clerk(id: string, roles: readonly Role[] = ["cashier"], hallId = "hall"): Caller {
  const scope: StaffActor["scope"] = { kind: "hall", hallId };
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
