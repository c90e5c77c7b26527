import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createInProcessNotifier } from "@warmline/server/platform/notifier/in-process.ts";
import { openMongoStore } from "@warmline/server/platform/stores/mongo/open.ts";
import { collection, type Stored } from "@warmline/shared/store/collection.ts";
import { StoreUnavailable, type LogEntry, type Store } from "@warmline/shared/store/port.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { dropDatabase, MONGO_URL, newDatabase } from "./store-mongo.ts";
import { startProxy, targetOf, through, type TcpProxy } from "./tcp-proxy.ts";

interface Fact extends Stored {
  readonly writer: number;
}
const facts = collection<Fact>("facts", { indexes: { byWriter: ["writer"] }, appendOnly: true });

const WRITERS = 8;
const PATIENT_MS = 15_000;
const HASTY_MS = 400;

describe.skipIf(MONGO_URL === undefined)("MongoDB out of reach", () => {
  const url = MONGO_URL ?? "";
  let database: string;
  let proxy: TcpProxy;
  let opened: Store[];

  beforeEach(async () => {
    database = newDatabase();
    proxy = await startProxy(targetOf(url));
    opened = [];
  });
  afterEach(async () => {
    await proxy.restore();
    for (const store of opened) await store.close();
    await proxy.close();
    await dropDatabase(url, database);
  });

  async function open(waitMs: number): Promise<Store> {
    const store = await openMongoStore({
      url: through(url, proxy.port),
      database,
      collections: [facts],
      notifier: createInProcessNotifier(),
      waitMs,
      onFollowerError: () => {},
    });
    opened.push(store);
    return store;
  }

  /** Writes until `enough`; answers each fact with the position it was told. */
  async function write(store: Store, writer: number, enough: () => boolean) {
    const told: [string, number][] = [];
    for (let number = 0; !enough(); number++) {
      const id = `${writer}/${number}`;
      const result = await store.commit([insert(facts, { id, writer })]);
      if (!result.ok) throw new Error(`${id} lost, though nobody else writes it`);
      told.push([id, result.position]);
    }
    return told;
  }

  async function expectInLog(store: Store, told: readonly (readonly [string, number])[]) {
    const log: LogEntry[] = [];
    for (let page; (page = await store.read(log.length, 500)).length > 0;) log.push(...page);
    expect(log.map(({ position }) => position)).toEqual(log.map((_, place) => place + 1));
    for (const [id, position] of told) expect(log[position - 1]?.writes[0]?.id).toBe(id);
    const ids = log.map(({ writes }) => writes[0]?.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(await store.count(facts, { index: "byWriter" })).toBe(ids.length);
    return log.length;
  }

  test(
    "cut three times while clients write: they wait, and go on",
    { timeout: 60_000 },
    async () => {
      const store = await open(PATIENT_MS);
      const seen: number[] = [];
      const follower = store.follow(0, async (batch) => {
        seen.push(...batch.map(({ position }) => position));
      });
      let over = false;
      const writing = Promise.all(
        Array.from({ length: WRITERS }, (_, writer) => write(store, writer, () => over)),
      );
      for (let round = 0; round < 3; round++) {
        const head = await store.head();
        while (seen.length < head + 2 * WRITERS) await sleep(5);
        await proxy.cut();
        await sleep(200);
        await proxy.restore();
      }
      over = true;
      const told = (await writing).flat();
      const head = await expectInLog(store, told);
      // Nobody got a refusal, so all that is in the log was told.
      expect(told).toHaveLength(head);
      while (seen.length < head) await sleep(5);
      await follower.stop();
      expect(seen).toEqual(seen.map((_, place) => place + 1));
    },
  );

  test("an answer that got lost is not a second commit", { timeout: 60_000 }, async () => {
    const store = await open(PATIENT_MS);
    const told: [string, number][] = [];
    for (let number = 0; number < 8; number++) {
      const id = `lost/${number}`;
      proxy.loseAnAnswer();
      const result = await store.commit([insert(facts, { id, writer: 0 })]);
      expect(result).toEqual({ ok: true, position: number + 1 });
      told.push([id, number + 1]);
    }
    expect(await expectInLog(store, told)).toBe(8);
  });

  test.each(["cut", "freeze"] as const)(
    "%s for longer than a call waits: a clear refusal, and on when it is back",
    { timeout: 60_000 },
    async (how) => {
      const store = await open(HASTY_MS);
      const fact = insert(facts, { id: "before", writer: 0 });
      expect((await store.commit([fact])).ok).toBe(true);
      await proxy[how]();
      const began = performance.now();
      const late = insert(facts, { id: "late", writer: 0 });
      const calls = [
        () => store.commit([late]),
        () => store.get(facts, "before"),
        () => store.find(facts, { index: "byWriter" }),
        () => store.head(),
      ];
      for (const outcome of await Promise.allSettled(calls.map((call) => call()))) {
        expect(outcome).toMatchObject({ reason: expect.any(StoreUnavailable) });
      }
      expect(performance.now() - began).toBeLessThan(10 * HASTY_MS);
      await proxy.restore();
      // The same commit again: what was not known before is known then.
      const again = async () => {
        for (let tries = 1; ; tries += 1) {
          try {
            return await store.commit([late]);
          } catch (error) {
            if (!(error instanceof StoreUnavailable) || tries === 50) throw error;
          }
        }
      };
      await again();
      expect(await store.getMany(facts, ["before", "late"])).toHaveLength(2);
      expect(
        await expectInLog(store, [
          ["before", 1],
          ["late", 2],
        ]),
      ).toBe(2);
    },
  );

  test("who cannot reach it cannot open it", async () => {
    await proxy.cut();
    await expect(open(HASTY_MS)).rejects.toThrow(StoreUnavailable);
  });
});
