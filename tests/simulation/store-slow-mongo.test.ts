import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { readConfig } from "@warmline/server/config.ts";
import { makeDeps } from "@warmline/server/engines.ts";
import { command } from "@warmline/server/platform/commands/command.ts";
import type { Caller } from "@warmline/server/platform/commands/caller.ts";
import { runCommand } from "@warmline/server/platform/commands/run-command.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import { openFolderFiles } from "@warmline/server/platform/files/folder.ts";
import { createInProcessNotifier } from "@warmline/server/platform/notifier/in-process.ts";
import { openMongoStore } from "@warmline/server/platform/stores/mongo/open.ts";
import { audit } from "@warmline/shared/audit/model.ts";
import { ok } from "@warmline/shared/kernel/result.ts";
import { collection, type Collection, type Stored } from "@warmline/shared/store/collection.ts";
import { OutcomeUnknown, StoreUnavailable, type Store } from "@warmline/shared/store/port.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { dropDatabase, MONGO_URL, newDatabase } from "./store-mongo.ts";
import { startProxy, targetOf, through, type TcpProxy } from "./tcp-proxy.ts";

interface Till extends Stored {
  readonly takenFen: number;
}
const tills = collection<Till>("tills");
interface Payment extends Stored {
  readonly fen: number;
}
const payments = collection<Payment>("payments", { indexes: { byFen: ["fen"] } });

/** Each payment makes a document of its own: done twice it would stand there twice. */
const pay = command({
  name: "test.pay",
  scope: "anywhere",
  async load(reads, { till }: { till: string; fen: number }) {
    return ok(await reads.get(tills, till));
  },
  decide(current, { till, fen }, { nextId }) {
    const takenFen = (current?.takenFen ?? 0) + fen;
    const write =
      current === null
        ? insert(tills, { id: till, takenFen })
        : replace(tills, current, { id: till, takenFen });
    const payment = insert(payments, { id: nextId(), fen });
    return ok({ value: takenFen, writes: [write, payment], subjects: [] });
  },
});

const cashier = (key: string): Caller => ({
  actor: { kind: "staff", id: "cashier", name: "王芳", roles: [], scope: { kind: "city" } },
  origin: "test",
  language: "zh",
  key,
});

const WAIT_MS = 1_500;

describe.skipIf(MONGO_URL === undefined)("MongoDB slower than anybody waits", () => {
  vi.setConfig({ testTimeout: 60_000 });
  const url = MONGO_URL ?? "";
  let folder: string;
  let database: string;
  let proxy: TcpProxy;
  let slow: Deps;
  let near: Deps;
  const opened: Store[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "warmline-"));
    database = newDatabase();
    proxy = await startProxy(targetOf(url));
    near = await open(url, 30_000);
    slow = await open(through(url, proxy.port), WAIT_MS);
    expect(await runCommand(near, cashier("before"), pay, { till: "t", fen: 1 })).toEqual(ok(1));
  });
  afterEach(async () => {
    await proxy.restore();
    for (const store of opened.splice(0)) await store.close();
    await proxy.close();
    await dropDatabase(url, database);
    await rm(folder, { recursive: true });
  });

  async function open(address: string, waitMs: number): Promise<Deps> {
    const store = await openMongoStore({
      url: address,
      database,
      collections: [tills, payments, audit] as readonly Collection[],
      notifier: createInProcessNotifier(),
      waitMs,
      onFollowerError: () => {},
    });
    opened.push(store);
    const config = readConfig({ DATA_DIR: folder, LOG_LEVEL: "error" });
    const files = await openFolderFiles(join(folder, "files"));
    return makeDeps({ store, files, close: async () => {} }, config, pino({ level: "error" }));
  }

  const take = (deps: Deps, key: string) =>
    runCommand(deps, cashier(key), pay, { till: "t", fen: 10 });

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

  async function expectTaken(count: number): Promise<void> {
    for (const { store } of [near, slow]) {
      expect(await store.count(payments, { index: "byFen", where: { fen: 10 } })).toBe(count);
      expect((await store.get(tills, "t"))?.takenFen).toBe(1 + 10 * count);
    }
  }

  /** The command reads in peace; the way is slow from the insert of its commit on. */
  function takeSlowly(key: string, thereMs: number, backMs: number) {
    proxy.delay(thereMs, backMs, "insert\0\b\0\0\0commits\0");
    return take(slow, key);
  }

  test("the answer is late: unknown is said, and the same key finds it", async () => {
    await expect(takeSlowly("late answer", 0, 3_000)).rejects.toThrow(OutcomeUnknown);
    // Whoever asks elsewhere meanwhile meets it as well.
    expect(await take(near, "late answer")).toEqual(ok(11));
    proxy.delay(0, 0);
    await proxy.restore();
    expect(await takeUntilKnown("late answer")).toEqual(ok(11));
    await expectTaken(1);
    expect(await takeUntilKnown("another")).toEqual(ok(21));
    await expectTaken(2);
  });

  test("the request is late: done elsewhere under the same key, it is not done again", async () => {
    await expect(takeSlowly("late request", 3_000, 0)).rejects.toThrow(OutcomeUnknown);
    expect(await take(near, "late request")).toEqual(ok(11));
    // It arrives after all, and loses.
    await sleep(3_500);
    proxy.delay(0, 0);
    expect(await takeUntilKnown("late request")).toEqual(ok(11));
    await expectTaken(1);
  });

  test("the request is late and nobody else is there: it is settled when it arrives", async () => {
    await expect(takeSlowly("alone", 2_500, 0)).rejects.toThrow(OutcomeUnknown);
    proxy.delay(0, 0);
    const answers = await Promise.all([takeUntilKnown("alone"), takeUntilKnown("alone")]);
    expect(answers).toEqual([ok(11), ok(11)]);
    await sleep(2_500);
    await expectTaken(1);
  });
});
