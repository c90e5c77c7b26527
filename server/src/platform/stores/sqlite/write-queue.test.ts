import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { collection, type Stored } from "@warmline/shared/store/collection.ts";
import { StoreUnavailable } from "@warmline/shared/store/port.ts";
import { insert, type Write } from "@warmline/shared/store/write.ts";
import type { Outcome } from "./commit-group.ts";
import { connectWriter, type Connection } from "./connection.ts";
import { readHead } from "./log.ts";
import { declare } from "./schema.ts";
import { type WriteLoad, WriteQueue } from "./write-queue.ts";

const notes = collection<Stored & { description: string }>("notes");
const undeclared = collection<Stored>("undeclared");

let folder: string;
let connection: Connection;
let queue: WriteQueue;
/** Outcomes, a list for each transaction. */
let transactions: Outcome[][];
let answered: Outcome[];
let loads: WriteLoad[];
let poll: () => void;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "warmline-"));
  connection = connectWriter(join(folder, "store.db"), 1_000);
  declare(connection.database, [notes]);
  transactions = [];
  answered = [];
  loads = [];
  poll = () => {};
  queue = new WriteQueue({
    connection,
    waitMs: 0,
    poll: () => poll(),
    onAnswered() {
      transactions.push(answered);
      answered = [];
    },
    onBetween: (load) => void loads.push(load),
  });
});

afterEach(() => {
  vi.useRealTimers();
  connection.close();
  rmSync(folder, { recursive: true });
});

const note = (id: string, description = "") => insert(notes, { id, description });
const ask = (writes: readonly Write[], bulk = false) =>
  queue.add({ writes, guards: [], bulk, answer: (outcome) => void answered.push(outcome) });
const ids = () =>
  connection
    .prepare("SELECT id FROM notes ORDER BY id")
    .all()
    .map(({ id }) => id);
const at = (position: number) => ({ result: { ok: true, position } });
const positions = () => transactions.map((all) => all.map((one) => "result" in one && one.result));

test("what waits shares a transaction", () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  for (const id of ["a", "b", "c"]) ask([note(id)]);
  queue.drain();
  expect(transactions).toEqual([[at(1), at(2), at(3)]]);
});

test("a transaction of 64 writes or more ends when it has worked for 4 ms", () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  for (let place = 0; place < 80; place++) {
    queue.add({
      // Taken from the queue, it is worked on for 0.1 ms.
      get writes() {
        vi.advanceTimersByTime(0.1);
        return [note(`n${place}`)];
      },
      guards: [],
      bulk: false,
      answer: (outcome) => void answered.push(outcome),
    });
  }
  queue.drain();
  expect(transactions.map(({ length }) => length)).toEqual([64, 16]);
});

test("a commit that breaks takes none of its transaction with it", () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  ask([note("a")]);
  ask([note("b"), insert(undeclared, { id: "x" })]);
  ask([note("c")]);
  queue.drain();
  const error = expect.objectContaining({ message: expect.stringMatching(/no such table/) });
  expect(transactions).toEqual([[at(1), { error }, at(2)]]);
  expect(ids()).toEqual(["a", "c"]);
  expect(readHead(connection)).toBe(2);
});

test("a full disk is StoreUnavailable, writes nothing, and passes with room", () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  const pages = connection.database.prepare("PRAGMA page_count").get()?.["page_count"];
  connection.database.exec(`PRAGMA max_page_count = ${Number(pages) + 8}`);
  const big = note("big", "暖".repeat(100_000));
  ask([note("a")]);
  ask([big]);
  queue.drain();
  const full = { error: expect.any(StoreUnavailable) };
  expect(transactions).toEqual([[full, full]]);
  expect([ids(), readHead(connection)]).toEqual([[], 0]);
  connection.database.exec("PRAGMA max_page_count = 1000000");
  ask([big]);
  queue.drain();
  expect(transactions.at(-1)).toEqual([at(1)]);
});

test("a lock that does not go away refuses all that wait, bulk commits too", () => {
  const other = connectWriter(join(folder, "store.db"), 0);
  connection.database.exec("PRAGMA busy_timeout = 0");
  other.database.exec("BEGIN IMMEDIATE");
  ask([note("a")]);
  ask([note("b")], true);
  queue.drain();
  const locked = { error: expect.any(StoreUnavailable) };
  expect(transactions).toEqual([[locked, locked]]);
  other.close();
  ask([note("c")]);
  queue.drain();
  expect(transactions.at(-1)).toEqual([at(1)]);
});

test("many waiting writes are taken in several transactions, in order", () => {
  for (let place = 0; place < 10; place++) {
    ask(Array.from({ length: 900 }, (_, row) => note(`${place}-${row}`)));
  }
  queue.drain();
  expect(transactions.length).toBeGreaterThan(1);
  expect(transactions.flat()).toEqual(Array.from({ length: 10 }, (_, place) => at(place + 1)));
});

test("ordinary commits go before bulk ones, also those that come during them", () => {
  for (let place = 0; place < 5; place++) ask([note(`bulk-${place}`)], true);
  ask([note("first")]);
  let polls = 0;
  poll = () => {
    polls += 1;
    if (polls === 4) ask([note("between")]);
  };
  queue.drain();
  const order = connection.prepare("SELECT writes FROM commit_log ORDER BY position").all();
  const names = order.map(({ writes }) => /(first|between|bulk-\d)/.exec(String(writes))?.[0]);
  expect(names[0]).toBe("first");
  expect(names.indexOf("between")).toBeGreaterThan(1);
  expect(names.indexOf("between")).toBeLessThan(5);
  expect(names.filter((name) => name?.startsWith("bulk"))).toEqual(
    [0, 1, 2, 3, 4].map((place) => `bulk-${place}`),
  );
  // The one that came between is in the transaction that it ends.
  expect(positions()).toHaveLength(3);
});

test("beside ordinary commits the log is brought home in small pieces, unless one waits", () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  for (let place = 0; place < 5; place++) ask([note(`bulk-${place}`)], true);
  queue.drain();
  expect(loads).toEqual(["idle"]);
  ask([note("first")]);
  ask([note("bulk-5")], true);
  queue.drain();
  expect(loads.slice(1)).toEqual(["beside", "beside"]);
  ask([note("bulk-6")], true);
  let polls = 0;
  poll = () => {
    polls += 1;
    // Between the transaction and what is done after it.
    if (polls === 4) ask([note("second")]);
  };
  queue.drain();
  expect(loads.slice(3)).toEqual(["waiting", "beside"]);
});

test("bulk commits share transactions", () => {
  for (let place = 0; place < 20; place++) ask([note(`bulk-${place}`)], true);
  queue.drain();
  expect(transactions).toHaveLength(1);
});
