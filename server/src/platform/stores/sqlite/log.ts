import type { LogEntry } from "@warmline/shared/store/port.ts";
import type { Write } from "@warmline/shared/store/write.ts";
import type { Connection } from "./connection.ts";
import { LOG } from "./schema.ts";

/** A reading stops early after this many writes, so that bulk commits do not fill the memory. */
const READ_WRITES_MAX = 20_000;

export function readHead({ prepare }: Connection): number {
  const row = prepare(`SELECT coalesce(max(position), 0) AS head FROM ${LOG}`).get();
  return Number(row?.["head"]);
}

export function appendToLog(
  { prepare }: Connection,
  writes: readonly Write[],
  position: number,
): void {
  const references = writes.map(({ collection, id, readRev }) => [
    collection.name,
    id,
    readRev + 1,
  ]);
  prepare(`INSERT INTO ${LOG} (position, writes) VALUES (?, ?)`).run(
    position,
    JSON.stringify(references),
  );
}

/** Up to `limit` commits after `position`, in order. */
export function readLog({ prepare }: Connection, position: number, limit: number): LogEntry[] {
  const entries: LogEntry[] = [];
  let writes = 0;
  const rows = prepare(
    `SELECT position, writes FROM ${LOG} WHERE position > ? AND position <= ? ORDER BY position`,
  ).iterate(position, position + limit);
  for (const row of rows as unknown as Iterable<{ position: number; writes: string }>) {
    const list = JSON.parse(row.writes) as [string, string, number][];
    entries.push({
      position: row.position,
      writes: list.map(([collection, id, rev]) => ({ collection, id, rev })),
    });
    writes += list.length;
    if (writes >= READ_WRITES_MAX) break;
  }
  return entries;
}
