import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Deps } from "@warmline/server/platform/deps.ts";
import { createInProcessNotifier } from "@warmline/server/platform/notifier/in-process.ts";
import { COMMITS } from "@warmline/server/platform/stores/mongo/commit-log.ts";
import { keptName } from "@warmline/server/platform/stores/mongo/names.ts";
import { openMongoStore } from "@warmline/server/platform/stores/mongo/open.ts";
import { ok } from "@warmline/shared/kernel/result.ts";
import { OutcomeUnknown, StoreUnavailable, type Store } from "@warmline/shared/store/port.ts";
import { dropDatabase, MONGO_URL, newDatabase } from "./store-mongo.ts";
import { startProxy, targetOf, through, type TcpProxy } from "./tcp-proxy.ts";
import { depsOver, takeInto, takenIn, TILL_COLLECTIONS } from "./till-command.ts";

const WAIT_MS = 1_500;
const LOG = keptName(COMMITS);
/** How an insert into the log begins on the wire. */
const INSERT = `insert\0${String.fromCharCode(LOG.length + 1)}\0\0\0${LOG}\0`;

describe.skipIf(MONGO_URL === undefined)("MongoDB slower than anybody waits", () => {
  vi.setConfig({ testTimeout: 60_000 });
  const url = MONGO_URL ?? "";
  let database: string;
  let proxy: TcpProxy;
  let slow: Deps;
  let near: Deps;
  const opened: Store[] = [];

  beforeEach(async () => {
    database = newDatabase();
    proxy = await startProxy(targetOf(url));
    near = await open(url, 30_000);
    slow = await open(through(url, proxy.port), WAIT_MS);
  });
  afterEach(async () => {
    await proxy.restore();
    for (const store of opened.splice(0)) await store.close();
    await proxy.close();
    await dropDatabase(url, database);
  });

  async function open(address: string, waitMs: number): Promise<Deps> {
    const store = await openMongoStore({
      url: address,
      database,
      collections: TILL_COLLECTIONS,
      notifier: createInProcessNotifier(),
      waitMs,
      onFollowerError: () => {},
    });
    opened.push(store);
    return depsOver(store);
  }

  const take = (deps: Deps, key: string) => takeInto(deps, key, { till: "t", fen: 10 });

  /** The command reads in peace; the way is slow from the insert of its commit on. */
  function takeSlowly(key: string, thereMs: number, backMs: number) {
    proxy.delay(thereMs, backMs, INSERT);
    return take(slow, key);
  }

  /** As a page does after an unknown outcome: under the same key, until it is known. */
  async function takeUntilKnown(key: string) {
    for (let tries = 1; ; tries += 1) {
      try {
        return await take(slow, key);
      } catch (error) {
        if (!(error instanceof StoreUnavailable) || tries === 20) throw error;
      }
    }
  }

  test("the answer is late: unknown is said, and the same key finds it", async () => {
    await expect(takeSlowly("late answer", 0, 3_000)).rejects.toThrow(OutcomeUnknown);
    // Whoever asks elsewhere meanwhile meets it as well.
    expect(await take(near, "late answer")).toEqual(ok(10));
    await proxy.restore();
    expect(await takeUntilKnown("late answer")).toEqual(ok(10));
    expect(await takeUntilKnown("another")).toEqual(ok(20));
    expect(await takenIn(near.store, "t")).toEqual([2, 20]);
  });

  test("the request is late: done elsewhere under the same key, it is not done again", async () => {
    await expect(takeSlowly("late request", 3_000, 0)).rejects.toThrow(OutcomeUnknown);
    expect(await take(near, "late request")).toEqual(ok(10));
    // It arrives after all, and loses.
    await sleep(3_500);
    proxy.delay(0, 0);
    expect(await takeUntilKnown("late request")).toEqual(ok(10));
    expect(await takenIn(near.store, "t")).toEqual([1, 10]);
  });

  test("the request is late and nobody else is there: it is settled when it arrives", async () => {
    await expect(takeSlowly("alone", 2_500, 0)).rejects.toThrow(OutcomeUnknown);
    proxy.delay(0, 0);
    const answers = await Promise.all([takeUntilKnown("alone"), takeUntilKnown("alone")]);
    expect(answers).toEqual([ok(10), ok(10)]);
    await sleep(2_500);
    expect(await takenIn(near.store, "t")).toEqual([1, 10]);
  });

  test("nothing was sent: it is said that nothing was written", async () => {
    proxy.delay(3_000, 0);
    const refused = take(slow, "never sent");
    await expect(refused).rejects.toThrow(StoreUnavailable);
    await expect(refused).rejects.not.toThrow(OutcomeUnknown);
    expect(await takenIn(near.store, "t")).toEqual([0, 0]);
  });
});
