import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createInProcessNotifier } from "@warmline/server/platform/notifier/in-process.ts";
import { openMongoStore } from "@warmline/server/platform/stores/mongo/open.ts";
import { collection, type Stored } from "@warmline/shared/store/collection.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { dropDatabase, MONGO_URL, newDatabase } from "./store-mongo.ts";
import { startProxy, targetOf, through, type TcpProxy } from "./tcp-proxy.ts";

interface Fact extends Stored {
  readonly node: string;
}
const facts = collection<Fact>("facts", { indexes: { byNode: ["node"] }, appendOnly: true });

const RUN_MS = 20_000;
/** A far node's commit takes at least four ways there and back; it shall get its share in turn. */
const LONGEST_MS = 2_000;
const WRITERS = 4;

describe.skipIf(MONGO_URL === undefined)("nodes of MongoDB near and far", () => {
  const url = MONGO_URL ?? "";
  let database: string;
  let proxy: TcpProxy;
  const opened: Store[] = [];

  beforeEach(async () => {
    database = newDatabase();
    proxy = await startProxy(targetOf(url));
  });
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
    await proxy.close();
    await dropDatabase(url, database);
  });

  async function open(address: string): Promise<Store> {
    const store = await openMongoStore({
      url: address,
      database,
      collections: [facts],
      notifier: createInProcessNotifier(),
    });
    opened.push(store);
    return store;
  }

  /** Commits one after the other until told to stop; how long each one took. */
  async function commitOn(store: Store, node: string, over: () => boolean): Promise<number[]> {
    const waits: number[] = [];
    while (!over()) {
      const began = performance.now();
      const id = `${node}-${waits.length}`;
      const result = await store.commit([insert(facts, { id, node })]);
      if (!result.ok) throw new Error(`${id} lost, though nobody else writes it`);
      waits.push(performance.now() - began);
    }
    return waits;
  }

  test.each([10, 25])(
    "%i ms away: it commits as steadily as its way allows",
    async (delayMs) => {
      const near = await open(url);
      const far = await open(through(url, proxy.port));
      proxy.delay(delayMs, delayMs);
      let over = false;
      const committing = Promise.all([
        commitOn(far, "far", () => over),
        ...Array.from({ length: WRITERS }, (_, writer) =>
          commitOn(near, `near-${writer}`, () => over),
        ),
      ]);
      await sleep(RUN_MS);
      over = true;
      const [farWaits, ...nearWaits] = await committing;
      const longest = Math.max(...farWaits);
      const nearLongest = Math.max(...nearWaits.flat());
      expect(longest).toBeLessThan(LONGEST_MS);
      expect(nearLongest).toBeLessThan(LONGEST_MS);
      expect(farWaits.length).toBeGreaterThan(RUN_MS / LONGEST_MS);
      expect(nearWaits.flat().length).toBeGreaterThan(farWaits.length);
    },
    3 * RUN_MS,
  );
});
