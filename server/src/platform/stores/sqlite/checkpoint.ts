import type { Connection } from "./connection.ts";
import type { WriteLoad } from "./write-queue.ts";

/**
 * So many pages of log are brought home, by who waits. When nobody does, 16 MB: most of them are
 * later versions of the same pages, which go home once; with fewer, more is written and waited for.
 * While others wait, 48 MB are too many to wait any longer. Beside ordinary commits that may come
 * at any moment, what one bulk transaction left (256 KB): a large piece would hold the next of them
 * up for the tens of milliseconds that the disk takes for it.
 */
const PAGES: Readonly<Record<WriteLoad, number>> = { waiting: 12_000, beside: 64, idle: 4_000 };

/**
 * Brings the write-ahead log home into the file when it has grown, so that it stays small and is
 * read quickly. Runs between two transactions, after their answers were given. Never waits for
 * readers; what they still need stays.
 */
export function checkpoint({ prepare }: Connection, load: WriteLoad): void {
  const row = prepare("PRAGMA wal_checkpoint(NOOP)").get();
  const left = Number(row?.["log"]) - Number(row?.["checkpointed"]);
  if (left < PAGES[load]) return;
  prepare("PRAGMA wal_checkpoint(PASSIVE)").get();
}
