import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { collection, type Collection, type Stored } from "@warmline/shared/store/collection.ts";
import type { Anchor, Store } from "@warmline/shared/store/port.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { commitHash, digestsOf, CHAIN_START } from "./hash-chain.ts";
import { openSqliteStore } from "./sqlite/open.ts";
import { verifyStore } from "./verify-store.ts";

interface Note extends Stored {
  readonly text: string;
}
const notes = collection<Note>("notes");
const facts = collection<Note>("facts", { appendOnly: true });
const all = [notes, facts] as readonly Collection[];

let folder: string;
let file: string;
let store: Store;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "warmline-verify-"));
  file = join(folder, "store.sqlite");
  store = await openSqliteStore({ file, collections: all });
  for (let place = 1; place <= 5; place += 1) {
    const body = { id: `n${place}`, text: "first" };
    await store.commit([insert(notes, body), insert(facts, { id: `f${place}`, text: "kept" })]);
  }
  const note = (await store.get(notes, "n1"))!;
  await store.commit([replace(notes, note, { ...note, text: "second" })]);
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

/** What somebody with the file and SQLite can do. */
function tamper(sql: string): void {
  const database = new DatabaseSync(file);
  for (const name of ["commit_log", "facts"]) {
    for (const verb of ["UPDATE", "DELETE"]) database.exec(`DROP TRIGGER "${name}.no${verb}"`);
  }
  database.exec(sql);
  database.close();
}

test("a sound store has no findings; every document was held against its commit", async () => {
  const report = await verifyStore(store, all);
  expect(report).toEqual({
    commits: 6,
    documents: 10,
    findings: [],
    anchor: await store.anchor(),
  });
});

test.each([
  ["a document changed", `UPDATE notes SET body = '{"text":"x"}' WHERE id = 'n2'`, "notes/n2"],
  ["a fact changed", `UPDATE facts SET body = '{"text":"x"}' WHERE id = 'f3'`, "facts/f3"],
  ["a fact deleted", `DELETE FROM facts WHERE id = 'f3'`, "facts/f3, revision 1 by commit 3"],
  ["one slipped in", `INSERT INTO facts VALUES ('f9', 1, '{"text":"x"}')`, "1 documents are in no"],
  ["an older state put back", `UPDATE notes SET rev = 1 WHERE id = 'n1'`, "notes/n1, revision 2"],
  ["a revision raised", `UPDATE notes SET rev = 7 WHERE id = 'n1'`, "a revision that no commit"],
  [
    "the last commit gone",
    `DELETE FROM commit_log WHERE position = 6`,
    "a revision that no commit",
  ],
  ["a commit gone", `DELETE FROM commit_log WHERE position = 3`, "commit 4 follows commit 2"],
  [
    "a commit and what it wrote gone",
    `DELETE FROM commit_log WHERE position = 6;
     UPDATE notes SET rev = 1, body = '{"text":"other"}' WHERE id = 'n1'`,
    "notes/n1 is not what commit 1 wrote",
  ],
  [
    "references changed",
    `UPDATE commit_log SET writes = replace(writes, 'n4', 'n5') WHERE position = 4`,
    "commit 4 was changed",
  ],
])("%s is found", async (_, sql, finding) => {
  tamper(sql);
  const { findings } = await verifyStore(store, all);
  expect(findings.join("\n")).toContain(finding);
});

test("a history that was made anew as a whole is told by an anchor alone", async () => {
  const anchor = await store.anchor();
  const fine = await verifyStore(store, all, { anchor: { ...anchor } });
  expect(fine.findings).toEqual([]);
  const text = '{"text":"forged"}';
  const database = new DatabaseSync(file);
  const rows = database.prepare("SELECT position, writes, digests FROM commit_log").all();
  database.close();
  let hash: Uint8Array = CHAIN_START;
  const anew = rows.map(({ position, writes, digests }) => {
    const kept = digests as Uint8Array;
    const next = position === 6 ? digestsOf([text]) : kept;
    hash = commitHash(hash, Number(position), String(writes), next);
    const hex = (bytes: Uint8Array) => `x'${Buffer.from(bytes).toString("hex")}'`;
    const sealed = `digests = ${hex(next)}, hash = ${hex(hash)}`;
    return `UPDATE commit_log SET ${sealed} WHERE position = ${Number(position)};`;
  });
  tamper(`${anew.join("")} UPDATE notes SET body = '${text}' WHERE id = 'n1'`);
  expect((await verifyStore(store, all)).findings).toEqual([]);
  const held = await verifyStore(store, all, { anchor });
  expect(held.findings).toEqual([expect.stringContaining("commit 6 has the hash")]);
  const later: Anchor = { position: 9, hash: anchor.hash };
  expect((await verifyStore(store, all, { anchor: later })).findings).toEqual([
    "the log ends at 6, before the anchor 9",
  ]);
});

test("work that goes on meanwhile is no finding", async () => {
  let over = false;
  const work = (async () => {
    for (let place = 0; !over; place += 1) {
      const note = (await store.get(notes, "n2"))!;
      const writes = [replace(notes, note, { ...note, text: `${place}` })];
      await store.commit([...writes, insert(facts, { id: `w${place}`, text: "w" })]);
    }
  })();
  for (let round = 0; round < 10; round += 1) {
    expect((await verifyStore(store, all)).findings).toEqual([]);
  }
  over = true;
  await work;
});
