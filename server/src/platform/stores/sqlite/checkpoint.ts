import type { Connection } from "./connection.ts";

/**
 * So many pages of log (16 MB) are worth a checkpoint when nobody waits. Most of them are later
 * versions of the same pages, which go home once: with fewer, more is written and waited for.
 */
const IDLE_PAGES = 4_000;
/** So many (48 MB) are too many to wait any longer. */
const MOST_PAGES = 12_000;

/**
 * Brings the write-ahead log home into the file when it has grown, so that it stays small and is
 * read quickly. Runs between two transactions, after their answers were given: with others waiting
 * only when it can be put off no longer. Never waits for readers; what they still need stays.
 */
export function checkpoint({ prepare }: Connection, othersWait: boolean): void {
  const row = prepare("PRAGMA wal_checkpoint(NOOP)").get();
  const left = Number(row?.["log"]) - Number(row?.["checkpointed"]);
  if (left < (othersWait ? MOST_PAGES : IDLE_PAGES)) return;
  prepare("PRAGMA wal_checkpoint(PASSIVE)").get();
}
