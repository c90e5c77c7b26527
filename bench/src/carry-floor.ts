import { DatabaseSync } from "node:sqlite";
import { findAll } from "@warmline/server/platform/stores/find-pages.ts";
import { carryChunks, carryLines } from "@warmline/shared/carryforwards/model.ts";
import { accountStream } from "@warmline/shared/ledger/entry.ts";
import type { Store } from "@warmline/shared/store/port.ts";

/** Account → its newest entry of the carry-forward before. */
export async function seqsOf(store: Store, runId: string): Promise<Map<string, number>> {
  const query = { index: "byFirst", where: { runId } };
  const chunks = await findAll({ store }, carryChunks, query);
  const found = await store.getMany(
    carryLines,
    chunks.map(({ id }) => id),
  );
  return new Map(
    found.flatMap(({ lines }) => lines.map(({ accountId, seq }) => [accountId, seq] as const)),
  );
}

/**
 * Milliseconds in which bare `node:sqlite` reads every household, every account, and of each the
 * entries since the carry-forward before: rows as text, which nobody looks at.
 */
export function rawReads(before: string, since: ReadonlyMap<string, number>): number {
  const raw = new DatabaseSync(before, { readOnly: true });
  raw.exec("PRAGMA cache_size = -65536");
  const all = (table: string) => raw.prepare(`SELECT id, body FROM "${table}"`).iterate();
  const newer = raw.prepare(
    `SELECT body FROM "entries" INDEXED BY "entries.seq" WHERE "$.streamId" = ? AND "$.seq" > ?`,
  );
  const started = performance.now();
  let read = 0;
  for (const _ of all("households")) read += 1;
  for (const { id } of all("accounts")) {
    const stream = accountStream(String(id));
    read += newer.all(stream, since.get(String(id)) ?? 0).length;
  }
  const took = performance.now() - started;
  raw.close();
  if (read === 0) throw new Error("there was nothing to read");
  return took;
}
