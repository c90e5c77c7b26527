import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { randomUUID } from "node:crypto";
import { collection, type Collection, type Stored } from "@warmline/shared/store/collection.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { createInProcessNotifier } from "../../notifier/in-process.ts";
import { COMMITS } from "./commit-log.ts";
import { keptName } from "./names.ts";
import { connect, type Connection } from "./connection.ts";
import { dumpDatabase, restoreDatabase } from "./dump.ts";
import { openMongoStore } from "./open.ts";
import { MONGO_URL } from "./testing.ts";

interface Account extends Stored {
  readonly paid: number;
}
interface Entry extends Stored {
  readonly account: string;
  readonly seq: number;
}
/** Their names put one before and one after the log in the order of the alphabet. */
const accounts = collection<Account>("accounts", { indexes: { byPaid: ["paid"] } });
const entries = collection<Entry>("entries", {
  indexes: { byAccount: ["account", "seq"] },
  unique: { seq: ["account", "seq"] },
  appendOnly: true,
});
const collections = [accounts, entries] as readonly Collection[];
const ACCOUNTS = Array.from({ length: 40 }, (_, place) => `account-${place}`);

const sound = async () => undefined;

describe.skipIf(MONGO_URL === undefined)("a dump of MongoDB under load", () => {
  const url = MONGO_URL ?? "";
  const made: Connection[] = [];
  const opened: Store[] = [];
  let source: Connection;

  beforeEach(async () => {
    source = await database();
  });
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
    for (const connection of made.splice(0)) {
      await connection.database.dropDatabase();
      await connection.close();
    }
  });

  async function database(): Promise<Connection> {
    const name = `warmline_test_${randomUUID().slice(0, 8)}`;
    const connection = await connect({ url, database: name, waitMs: 10_000 });
    made.push(connection);
    return connection;
  }

  async function open({ database: { databaseName } }: Connection): Promise<Store> {
    const notifier = createInProcessNotifier();
    const store = await openMongoStore({ url, database: databaseName, collections, notifier });
    opened.push(store);
    return store;
  }

  async function pay(store: Store, id: string): Promise<void> {
    const account = (await store.get(accounts, id))!;
    const seq = account.paid + 1;
    const result = await store.commit([
      replace(accounts, account, { id, paid: seq }),
      insert(entries, { id: `${id}/${seq}`, account: id, seq }),
    ]);
    expect(result.ok).toBe(true);
  }

  /** Reads collection after collection while payments go on, with time between the documents. */
  async function dumpWhilePaying(store: Store): Promise<string[]> {
    let over = false;
    const paying = ACCOUNTS.slice(0, 8).map(async (_, payer) => {
      for (let paid = payer; !over; paid += 8) await pay(store, ACCOUNTS[paid % 40] ?? "");
    });
    const lines: string[] = [];
    for await (const line of dumpDatabase(source.database)) {
      lines.push(line);
      if (lines.length % 10 === 0) await sleep(5);
    }
    over = true;
    await Promise.all(paying);
    return lines;
  }

  async function* each(lines: readonly string[]): AsyncGenerator<string> {
    yield* lines;
  }

  /** Everything that the log tells of is there, and everything can be written. */
  async function expectWhole(store: Store): Promise<void> {
    const revs = new Map<string, number>();
    const head = await store.head();
    for (let from = 0; from < head;) {
      const page = await store.read(from, 500);
      for (const { writes } of page) {
        for (const { collection: name, id, rev } of writes) revs.set(`${name}/${id}`, rev);
      }
      from = page.at(-1)?.position ?? head;
    }
    const found = await store.getMany(accounts, ACCOUNTS);
    const all = await store.find(entries, { index: "byAccount", limit: 10_000 });
    const kept = [
      ...found.map(({ id, rev }): [string, number] => [`accounts/${id}`, rev]),
      ...all.map(({ id, rev }): [string, number] => [`entries/${id}`, rev]),
    ];
    expect(new Map(kept)).toEqual(revs);
    for (const { id, paid } of found) {
      expect(all.filter(({ account }) => account === id)).toHaveLength(paid);
    }
    for (const id of ACCOUNTS) await pay(store, id);
  }

  test("is whole when it is opened: nothing stale, all of it writable", async () => {
    const store = await open(source);
    await store.commit(ACCOUNTS.map((id) => insert(accounts, { id, paid: 0 })));
    for (const id of ACCOUNTS) await pay(store, id);
    const lines = await dumpWhilePaying(store);
    const target = await database();
    await restoreDatabase(target.database, each(lines), sound);
    // Copied before the log, so behind it: opening is what makes it whole.
    const copied = await target.database.collection(keptName("accounts")).find().toArray();
    const paid = copied.reduce((sum, account) => sum + Number(account["paid"]), 0);
    expect(paid).toBeLessThan((await target.database.collection(COMMITS).countDocuments()) - 1);
    await expectWhole(await open(target));
  }, 60_000);

  test("heals also where its mark is newer than its collections", async () => {
    const store = await open(source);
    await store.commit(ACCOUNTS.map((id) => insert(accounts, { id, paid: 0 })));
    const copied = await source.database.collection(keptName("accounts")).find().toArray();
    for (const id of ACCOUNTS) await pay(store, id);
    await store.close();
    // As other tools copy: accounts first, the log and the mark later.
    await source.database.collection(keptName("accounts")).deleteMany({});
    await source.database.collection(keptName("accounts")).insertMany(copied);
    await expectWhole(await open(source));
  }, 60_000);

  test("that was cut short is refused, and what it left cannot be opened", async () => {
    const store = await open(source);
    await store.commit(ACCOUNTS.map((id) => insert(accounts, { id, paid: 0 })));
    const lines: string[] = [];
    for await (const line of dumpDatabase(source.database)) lines.push(line);
    const target = await database();
    const cut = restoreDatabase(target.database, each(lines.slice(0, -5)), sound);
    await expect(cut).rejects.toThrow(/cut short/);
    await expect(open(target)).rejects.toThrow(/restored halfway/);
    const again = restoreDatabase(target.database, each(lines), sound);
    await expect(again).rejects.toThrow(/is in use/);
    const missing = [...lines.slice(0, 5), ...lines.slice(6)];
    const third = await database();
    await expect(restoreDatabase(third.database, each(missing), sound)).rejects.toThrow(/of its/);
  });
});
