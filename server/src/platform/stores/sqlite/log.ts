import type { Anchor, LogEntry } from "@warmline/shared/store/port.ts";
import { newRevOf, type Write } from "@warmline/shared/store/write.ts";
import { CHAIN_START, commitHash, digestsOf, referencesText } from "../hash-chain.ts";
import type { Connection } from "./connection.ts";
import { LOG } from "./schema.ts";

/** A reading stops early after this many writes: bulk commits are long, and requests wait. */
const READ_WRITES_MAX = 2_000;

/** The newest commit; position 0 when there is none. */
export interface Head {
  readonly position: number;
  readonly hash: Uint8Array;
}

const HEAD_SQL = `SELECT coalesce(max(position), 0) AS head FROM ${LOG}`;

export function readHead({ prepare }: Connection): number {
  const row = prepare(HEAD_SQL).get();
  return Number(row?.["head"]);
}

/** What the next commit is chained to. */
export function readChainedHead({ prepare }: Connection): Head {
  const row = prepare(
    `SELECT position, hash FROM ${LOG} ORDER BY position DESC LIMIT 1`,
  ).get() as unknown as Head | undefined;
  return row ?? { position: 0, hash: CHAIN_START };
}

export function readAnchor({ prepare }: Connection): Anchor {
  const row = prepare(
    `SELECT position, lower(hex(hash)) AS hash FROM ${LOG} ORDER BY position DESC LIMIT 1`,
  ).get();
  return (row as unknown as Anchor | undefined) ?? { position: 0, hash: "" };
}

/** Appends the commit behind `before`; answers what is now the head. */
export function appendToLog({ prepare }: Connection, writes: readonly Write[], before: Head): Head {
  const position = before.position + 1;
  const references = referencesText(
    writes.map((write) => ({
      collection: write.collection.name,
      id: write.id,
      rev: newRevOf(write),
    })),
  );
  const digests = digestsOf(writes.map(({ text }) => text));
  const hash = commitHash(before.hash, position, references, digests);
  prepare(`INSERT INTO ${LOG} (position, writes, digests, hash) VALUES (?, ?, ?, ?)`).run(
    position,
    references,
    digests,
    hash,
  );
  return { position, hash };
}

interface LogRow {
  readonly position: number;
  readonly writes: string;
  readonly digests: Uint8Array;
  readonly hash: Uint8Array;
}

/** Up to `limit` commits after `position`, in order. */
export function readLog({ prepare }: Connection, position: number, limit: number): LogEntry[] {
  const entries: LogEntry[] = [];
  let count = 0;
  const rows = prepare(
    `SELECT position, writes, digests, hash FROM ${LOG} ` +
      `WHERE position > ? AND position <= ? ORDER BY position`,
  ).iterate(position, position + limit);
  for (const row of rows as unknown as Iterable<LogRow>) {
    const { digests, hash } = row;
    const writes = referencesOf(row.writes);
    entries.push({ position: row.position, writes, seal: { hash, digests } });
    count += writes.length;
    if (count >= READ_WRITES_MAX) break;
  }
  return entries;
}

/** What `referencesText` wrote. */
function referencesOf(text: string): LogEntry["writes"] {
  const writes: { collection: string; id: string; rev: number }[] = [];
  const flat = JSON.parse(text) as (string | number | [string])[];
  let collection = "";
  for (let at = 0; at < flat.length; at += 1) {
    const item = flat[at]!;
    if (typeof item === "string") writes.push({ collection, id: item, rev: Number(flat[at + 1]) });
    else if (typeof item !== "number") [collection] = item;
  }
  return writes;
}
