import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { collection, type Stored } from "@warmline/shared/store/collection.ts";
import { OutcomeUnknown } from "@warmline/shared/store/port.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { startWriter, type WriterOptions } from "./writer.ts";

const notes = collection<Stored>("notes");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "warmline-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const optionsOf = (more: Partial<WriterOptions> = {}): WriterOptions => ({
  file: join(folder, "store.db"),
  collections: [notes],
  waitMs: 1_000,
  onCommit() {},
  onLost: (error) => expect.fail(error.message),
  ...more,
});

/** Answers that it is ready, and is gone with the first commit. */
const dying = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort } from "node:worker_threads";
    parentPort.postMessage({ ready: {} });
    parentPort.on("message", () => process.exit(7));
  `)}`,
);

const STORE_MODULE = JSON.stringify(new URL("open.ts", import.meta.url));

test("the connection that writes waits for the disk with every commit", async () => {
  const writer = await startWriter(optionsOf());
  expect(writer.settings).toEqual({ journalMode: "wal", synchronous: 2 });
  await writer.close();
});

test("news comes once for what one moment asked for", async () => {
  const events: string[] = [];
  const writer = await startWriter(optionsOf({ onCommit: () => void events.push("news") }));
  const commit = (id: string) =>
    writer.commit([insert(notes, { id })]).then(({ ok }) => events.push(`${id} ${ok}`));
  await Promise.all(["a", "b", "a"].map(commit));
  expect(events).toEqual(["news", "a true", "b true", "a false"]);
  await writer.close();
});

test("a thread that is gone is told, and its open questions are unknown", async () => {
  let told: Error | undefined;
  const writer = await startWriter(
    optionsOf({ thread: dying, onLost: (error) => void (told = error) }),
  );
  await expect(writer.commit([insert(notes, { id: "a" })])).rejects.toThrow(OutcomeUnknown);
  expect(told).toMatchObject({ cause: { message: "exit code 7" } });
  await expect(writer.commit([insert(notes, { id: "b" })])).rejects.toThrow(OutcomeUnknown);
  await writer.close();
});

test("a process whose writing thread is gone says so and ends", () => {
  const program = `
    const { openSqliteStore } = await import(${STORE_MODULE});
    const file = ${JSON.stringify(join(folder, "store.db"))};
    await (await openSqliteStore({ file, collections: [] })).close();
    const writerThread = new URL(${JSON.stringify(dying)});
    const store = await openSqliteStore({ file, collections: [], writerThread });
    const write = { collection: { name: "notes" }, id: "a", readRev: 0, text: "{}" };
    store.commit([write]).catch(() => {});
    setInterval(() => {}, 1000);
  `;
  const child = spawnSync(process.execPath, ["--input-type=module", "--eval", program]);
  expect(child.stderr.toString()).toContain("the thread that writes has ended");
  expect(child.status).not.toBe(0);
});

test("a process that forgets to close ends all the same", () => {
  const program = `
    const { openSqliteStore } = await import(${STORE_MODULE});
    const file = ${JSON.stringify(join(folder, "store.db"))};
    const notes = { name: "notes", indexes: {}, unique: {} };
    const store = await openSqliteStore({ file, collections: [notes] });
    const write = { collection: notes, id: "a", readRev: 0, text: "{}" };
    process.stdout.write(String((await store.commit([write])).position));
  `;
  const child = spawnSync(process.execPath, ["--input-type=module", "--eval", program]);
  expect(child.stdout.toString()).toBe("1");
  expect(child.status).toBe(0);
});
