import { DatabaseSync } from "node:sqlite";
import { referencesText } from "@warmline/server/platform/stores/hash-chain.ts";
import { ACCOUNTS, newCity } from "./bulk-city.ts";
import { accountId, accounts, charge } from "./bulk-entries.ts";

/** Writes in one transaction: what suits bare SQLite. */
const TRANSACTION = 10_000;
const CHUNK = 100;

/** The rows of a whole run, one list for each commit of it. */
async function rowsOfRun() {
  const city = await newCity();
  const at = Date.now();
  const rows = [];
  for (let first = 0; first < ACCOUNTS; first += CHUNK) {
    const ids = Array.from({ length: CHUNK }, (_, place) => accountId(first + place));
    const found = await city.store.getMany(accounts, ids);
    const writes = found.flatMap((account) => charge(account, "season", at));
    const references = referencesText(
      writes.map(({ collection, id, readRev }) => ({
        collection: collection.name,
        id,
        rev: readRev + 1,
      })),
    );
    rows.push({ writes, references });
  }
  const head = await city.store.head();
  await city.store.close();
  return { city, rows, head };
}

/**
 * Milliseconds in which bare `node:sqlite` writes the same rows into the same tables and indexes
 * and closes the file: the texts are there beforehand, nothing is read, checked or answered.
 */
export async function rawBulk(): Promise<number> {
  const { city, rows, head } = await rowsOfRun();
  const raw = new DatabaseSync(city.file);
  raw.exec("PRAGMA synchronous = FULL; PRAGMA cache_size = -65536");
  const insert = raw.prepare("INSERT INTO entries (id, rev, body) VALUES (?, 1, ?)");
  const update = raw.prepare("UPDATE accounts SET rev = ?, body = ? WHERE id = ? AND rev = ?");
  const log = raw.prepare(
    "INSERT INTO commit_log (position, writes, digests, hash) VALUES (?, ?, ?, ?)",
  );
  const [digests, hash] = [new Uint8Array(16 * 2 * CHUNK), new Uint8Array(32)];
  const started = performance.now();
  let open = 0;
  for (const [place, { writes, references }] of rows.entries()) {
    if (open === 0) raw.exec("BEGIN IMMEDIATE");
    for (const { id, readRev, text } of writes) {
      if (readRev === 0) insert.run(id, text);
      else update.run(readRev + 1, text, id, readRev);
    }
    log.run(head + place + 1, references, digests, hash);
    open += writes.length;
    if (open < TRANSACTION && place < rows.length - 1) continue;
    raw.exec("COMMIT");
    open = 0;
  }
  raw.close();
  const took = performance.now() - started;
  city.remove();
  return took;
}
