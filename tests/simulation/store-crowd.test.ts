import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import type { Store } from "@warmline/shared/store/port.ts";
import { openEngine, type EnginePlace } from "./store-engines.ts";
import { dropDatabase, MONGO_URL, newDatabase } from "./store-mongo.ts";
import { depsOver, takeInto, takenIn, TILL_COLLECTIONS } from "./till-command.ts";

const CROWD = 100;

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

describe("SQLite: a crowd at one till", () => {
  const folder = mkdtempSync(join(tmpdir(), "warmline-"));
  let number = 0;
  crowdTests(() => ({ engine: "sqlite", file: join(folder, `${(number += 1)}.sqlite`) }));
  afterAll(() => rmSync(folder, { recursive: true }));
});

describe.skipIf(MONGO_URL === undefined)("MongoDB: a crowd at one till", () => {
  const url = MONGO_URL ?? "";
  const databases: string[] = [];
  crowdTests(() => {
    databases.push(newDatabase());
    return { engine: "mongo", url, database: databases.at(-1) ?? "" };
  });
  afterAll(async () => {
    for (const database of databases) await dropDatabase(url, database);
  });
});

/** Nobody who asks honestly is refused because many ask at once. */
function crowdTests(newPlace: () => EnginePlace): void {
  const opened: Store[] = [];
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
  });

  test.each([1, 2])("a hundred at once in %i processes are all served", async (processes) => {
    const place = newPlace();
    for (let process = 0; process < processes; process += 1) {
      opened.push(await openEngine(place, TILL_COLLECTIONS, { compacting: false }));
    }
    const deps = await Promise.all(opened.map(depsOver));
    const outcomes = await Promise.all(
      Array.from({ length: CROWD }, (_, one) =>
        takeInto(deps[one % processes]!, `key-${one}`, { till: "t", fen: 1 }),
      ),
    );
    expect(outcomes.filter(({ ok }) => !ok)).toEqual([]);
    const answers = outcomes.map((outcome) => (outcome.ok ? outcome.value : 0));
    expect(answers.toSorted((one, other) => one - other)).toEqual(
      Array.from({ length: CROWD }, (_, before) => before + 1),
    );
    for (const store of opened) expect(await takenIn(store, "t")).toEqual([CROWD, CROWD]);
  });
}
